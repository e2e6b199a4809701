using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Hub;
using Serverless.Local.Engine.Store;
using Serverless.Local.Engine.Work;
using Serverless.Local.Host;

namespace Serverless.Local.Engine.Page;

/// <summary>
/// The page of orchestrations at <c>/_local/orchestrations</c>, rendered on the server, in Spanish: what runs, its history, and what a
/// developer wants to do to it.
/// </summary>
internal static class OrchestrationsPage
{
    internal const string Path = "/_local/orchestrations";
    private const int PageSize = 100;

    internal static void Map(IEndpointRouteBuilder app, LocalTaskHub hub)
    {
        var page = app.MapGroup(Path)
            .AddEndpointFilter(
                async (context, next) =>
                    IsForeign(context.HttpContext.Request) ? Results.StatusCode(StatusCodes.Status403Forbidden) : await next(context)
            );
        page.MapGet("/", (string? status, string? prefix, string? after) => Html(List(hub, status, prefix, after)));
        page.MapPost("/chaos", async (HttpRequest request) => Chaos(hub, await FormAsync(request)));
        page.MapGet("/{id}", (string id, string? said) => Show(hub.Instances, id, said));
        page.MapPost(
            "/{id}/{action}",
            async (string id, string action, HttpRequest request) => Do(hub.Instances, id, action, await FormAsync(request))
        );
    }

    /// <summary>Other sites open in the same browser may not press our buttons.</summary>
    private static bool IsForeign(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Headers["Sec-Fetch-Site"].FirstOrDefault() is not (null or "same-origin" or "none");

    private static async Task<IFormCollection> FormAsync(HttpRequest request) =>
        request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;

    private static string List(LocalTaskHub hub, string? status, string? prefix, string? after)
    {
        OrchestrationStatus? wanted = Enum.TryParse<OrchestrationStatus>(status, ignoreCase: true, out var parsed) ? parsed : null;
        var isAny = wanted is null && string.IsNullOrEmpty(prefix) && string.IsNullOrEmpty(after);
        var filter = new InstanceFilter { Statuses = wanted is { } only ? [only] : [], Prefix = prefix };
        var instances = isAny ? hub.Instances.Latest(PageSize) : hub.Instances.List(filter, after, PageSize);
        return InstanceListHtml.Of(hub, instances, isAny, new(wanted?.ToString() ?? "", prefix ?? ""), instances.Count == PageSize);
    }

    private static IResult Show(HubInstances hub, string id, string? said) =>
        hub.Find(id) is { } state ? Html(InstanceHtml.Of(state, hub.History(id), said)) : Results.NotFound();

    private static RedirectHttpResult Do(HubInstances hub, string id, string action, IFormCollection form)
    {
        var reason = $"{form["reason"]}";
        var next = id;
        var answer = action switch
        {
            "raise" => Raise(hub, id, form),
            "terminate" => hub.Terminate(id, HostJson.Quote(reason), recurse: true),
            "suspend" => hub.Suspend(id, reason),
            "resume" => hub.Resume(id, reason),
            "rewind" => hub.Rewind(id, reason),
            "restart" => hub.Restart(id, asNew: false, out next),
            "purge" => hub.Purge(id, recursive: true, out _),
            _ => HubAnswer.NotFound,
        };
        var isGone = action == "purge" && answer == HubAnswer.Done;
        return TypedResults.LocalRedirect(isGone ? $"~{Path}" : $"~{Path}/{Uri.EscapeDataString(next)}?said={action}-{answer}");
    }

    private static HubAnswer Raise(HubInstances hub, string id, IFormCollection form)
    {
        var text = $"{form["input"]}".Trim();
        try
        {
            var input = text.Length == 0 ? null : System.Text.Json.Nodes.JsonNode.Parse(text)?.ToJsonString();
            return hub.Raise(id, $"{form["name"]}", input);
        }
        catch (System.Text.Json.JsonException)
        {
            return hub.Raise(id, $"{form["name"]}", HostJson.Quote(text));
        }
    }

    private static RedirectHttpResult Chaos(LocalTaskHub hub, IFormCollection form)
    {
        hub.Chaos.Switches = new ChaosSwitches(
            Share(nameof(ChaosSwitches.DeliversTwice)),
            Share(nameof(ChaosSwitches.DiesBeforeCommit)),
            Share(nameof(ChaosSwitches.Reorders)),
            Share(nameof(ChaosSwitches.DelaysTimer)),
            Share(nameof(ChaosSwitches.LosesAnswer))
        );
        return TypedResults.LocalRedirect($"~{Path}");

        double Share(string name) =>
            double.TryParse(form[name], CultureInfo.InvariantCulture, out var percent) ? Math.Clamp(percent / 100, 0, 1) : 0;
    }

    private static ContentHttpResult Html(string page) => TypedResults.Content(page, "text/html", Encoding.UTF8);
}
