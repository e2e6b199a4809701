using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.IntegrationTests.Authorization;

/// <summary>Every endpoint × everybody who may not use it (architecture, section 6): each expects a refusal before anything is read.</summary>
public sealed class EndpointWalkTests(Callers callers) : IClassFixture<Callers>
{
    private static readonly string[] OpenToAll =
    [
        "/api/v1/contracts/files/",
        "/api/v1/contracts/verify/",
        "/api/v1/platform/",
        "/api/v1/identity/.well-known/jwks.json",
        // What a consent says may be read before anybody signs in.
        "/api/v1/membership/consent-texts",
        // What a credit costs, like a tariff on the wall; simulations keep nothing.
        "/api/v1/credits/products",
        "/api/v1/credits/simulations",
        // The telephone vendor signs what it tells, and each call has a secret of its own.
        "/api/v1/identity/calls/",
        // The bank signs what it sends.
        "/api/v1/payments/bank/notices",
        // So does the payment gateway.
        "/api/v1/credits/gateway/notices",
    ];

    [Fact]
    public void Every_route_names_its_policy_or_is_open_on_purpose()
    {
        var unnamed = Routes().Where(route => PolicyOf(route) is null && !IsOpen(route)).Select(Pattern);
        var open = Routes().Where(IsOpen).Select(Pattern).Where(path => !OpenToAll.Any(path.StartsWith));

        Assert.Empty(unnamed);
        Assert.Empty(open);
    }

    [Fact]
    public async Task Nobody_passes_a_door_that_is_not_theirs()
    {
        var guarded = Routes().Where(route => !IsOpen(route)).ToList();
        var passed = new List<string>();
        foreach (var (route, method) in guarded.SelectMany(route => MethodsOf(route).Select(method => (route, method))))
        {
            foreach (var caller in callers.All.Where(caller => !caller.MayPass(PolicyOf(route)!)))
            {
                var answer = await callers.Rosa.SendAsync(method, PathOf(route), Body(method), callers.Rosa.NewKey(), token: caller.Token);
                if (answer.Status is not (401 or 403))
                {
                    passed.Add($"{caller.Name}: {method} {Pattern(route)} {answer.Status}");
                }
            }
        }

        Assert.InRange(guarded.Count, 15, 1000);
        Assert.Empty(passed);
    }

    [Fact]
    public async Task Right_callers_do_pass()
    {
        var member = await callers.Rosa.AskAsync("GET", "devices");
        var officer = callers.All.Single(caller => caller.Name == "ana.registro");
        var found = await callers.Rosa.SendAsync("GET", "/api/v1/membership/backoffice/members?dni=40000012", token: officer.Token);

        Assert.Equal((200, 200), (member.Status, found.Status));
    }

    [Fact]
    public async Task Members_see_and_touch_their_own_only()
    {
        const string act = """{"operation":"membership.confirm-affiliation","parts":["affiliation-1"]}""";
        var rosas = (await callers.Rosa.AskAsync("POST", "challenges", act)).Text("challengeId");

        var resend = await callers.Luis.AskAsync("POST", $"challenges/{rosas}/resend");
        var revoke = await callers.Luis.AskAsync("DELETE", $"devices/{callers.Rosa.Thumbprint}");
        var devices = await callers.Rosa.AskAsync("GET", "devices");

        Assert.Equal(404, resend.Status);
        Assert.Equal(204, revoke.Status);
        Assert.Contains(callers.Rosa.Thumbprint, devices.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(callers.Luis.Thumbprint, devices.Body, StringComparison.Ordinal);
    }

    private IEnumerable<RouteEndpoint> Routes() =>
        callers
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route =>
                route.Metadata.GetMetadata<TriggerFunction>() is null && Pattern(route).StartsWith("/api/", StringComparison.Ordinal)
            );

    private static bool IsOpen(RouteEndpoint route) => route.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string? PolicyOf(RouteEndpoint route) => route.Metadata.GetMetadata<EndpointPolicy>()?.Name;

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods;

    private static string Pattern(RouteEndpoint route) => $"/{route.RoutePattern.RawText!.TrimStart('/')}";

    private static string? Body(string method) => method is "GET" or "DELETE" ? null : "{}";

    private static string PathOf(RouteEndpoint route) =>
        "/"
        + string.Join(
            '/',
            route.RoutePattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "1"
                    )
                )
            )
        );
}
