using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Authorization;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Authorization;

/// <summary>D08: no route changes anything without the policy table; a slice that forgets to ask fails here.</summary>
public sealed class SensitiveSlicesTests
{
    private static readonly OperationPolicies Table = BuiltApp.Services.GetRequiredService<OperationPolicies>();

    private static readonly IReadOnlyList<ChangingRoute> Routes =
    [
        .. BuiltApp
            .Endpoints.Select(endpoint => (endpoint, Operation: RouteOperation.Of(endpoint)))
            .Where(route => route.Operation is not null)
            .Select(route => new ChangingRoute(
                route.Operation!,
                route.endpoint.Metadata.GetMetadata<EndpointPolicy>()?.Name,
                Outermost(route.endpoint.Metadata.GetMetadata<MethodInfo>()!.DeclaringType!)
            )),
    ];

    [Fact]
    public void D08_every_route_that_changes_something_has_a_row_in_the_policy_table()
    {
        Assert.InRange(Routes.Count, 15, 1000);
        Assert.Empty(SensitiveSlices.WithoutARow(Routes, Table));
    }

    [Fact]
    public void D08_table_and_code_name_the_same_callers() => Assert.Empty(SensitiveSlices.ForSomebodyElse(Routes, Table));

    [Fact]
    public void D08_every_slice_whose_row_wants_something_shown_asks_for_it() => Assert.Empty(SensitiveSlices.ThatDoNotAsk(Routes, Table));

    [Fact]
    public void Slice_that_forgets_to_ask_is_found()
    {
        var row = new OperationPolicy("x.forgets", "olvidar", "member", new DateOnly(2026, 1, 1), "a test");
        var table = Of(
            row with
            {
                Code = true,
            },
            row with
            {
                Operation = "x.asks",
                Face = true,
            },
            row with
            {
                Operation = "x.officer",
                Who = "staff:credit-officer",
                SecondOfficer = true,
            }
        );
        ChangingRoute[] routes =
        [
            new("x.forgets", "member", typeof(Forgets)),
            new("x.asks", "member", typeof(Asks)),
            new("x.officer", "staff:credit-officer", typeof(Forgets)),
        ];

        var found = SensitiveSlices.ThatDoNotAsk(routes, table);

        Assert.Equal(["x.forgets: Forgets never asks OperationGate", "x.officer: Forgets never asks OperationPolicies"], found);
    }

    [Fact]
    public void Route_without_a_row_and_route_for_somebody_else_are_found()
    {
        var table = Of(new OperationPolicy("x.known", "saber", "member", new DateOnly(2026, 1, 1), "a test"));
        ChangingRoute[] routes = [new("x.unknown", "member", typeof(Asks)), new("x.known", "device", typeof(Asks))];

        Assert.StartsWith("x.unknown", Assert.Single(SensitiveSlices.WithoutARow(routes, table)), StringComparison.Ordinal);
        Assert.Equal(["x.known is for member in the table and for device in code"], SensitiveSlices.ForSomebodyElse(routes, table));
    }

    private static OperationPolicies Of(params OperationPolicy[] rows) =>
        new(rows, new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero)));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private sealed class Forgets(OperationCodes codes)
    {
        internal string Handle() => codes.ToString()!;
    }

    private sealed class Asks(Courier courier)
    {
        internal string Handle() => courier.ToString()!;
    }

    private sealed class Courier(OperationGate gate)
    {
        internal string Carry() => gate.ToString()!;
    }
}
