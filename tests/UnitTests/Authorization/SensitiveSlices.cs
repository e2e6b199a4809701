using System.Reflection;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Authorization;

/// <summary>A route that changes something, as the walk sees it.</summary>
/// <param name="Guard">The endpoint's own policy: <c>member</c>, <c>device</c>, <c>staff:role|role</c>; null when it is open.</param>
/// <param name="Slice">The type that handles it.</param>
internal sealed record ChangingRoute(string Operation, string? Guard, Type Slice);

/// <summary>What the policy table and the slices must agree on, as functions from routes to complaints.</summary>
internal static class SensitiveSlices
{
    internal static IEnumerable<string> WithoutARow(IEnumerable<ChangingRoute> routes, OperationPolicies table) =>
        routes
            .Where(route => !table.For(route.Operation).IsSuccess)
            .Select(route => $"{route.Operation}: add its row to operation-policies.seed.json; until then it answers nobody");

    internal static IEnumerable<string> ForSomebodyElse(IEnumerable<ChangingRoute> routes, OperationPolicies table) =>
        from route in routes
        let row = table.For(route.Operation)
        where row.IsSuccess && row.Value.Who != (route.Guard ?? "anyone")
        select $"{route.Operation} is for {row.Value.Who} in the table and for {route.Guard ?? "anyone"} in code";

    /// <summary>A row that wants something shown needs a slice that takes it to the gate, or, for officers, to the table.</summary>
    internal static IEnumerable<string> ThatDoNotAsk(IEnumerable<ChangingRoute> routes, OperationPolicies table) =>
        from route in routes
        let row = table.For(route.Operation)
        where row.IsSuccess
        from door in Doors(row.Value)
        where !Reaches(route.Slice, door)
        select $"{route.Operation}: {route.Slice.Name} never asks {door.Name}";

    private static IEnumerable<Type> Doors(OperationPolicy row)
    {
        if (row.Code || row.Face || row.Document)
        {
            yield return typeof(OperationGate);
        }
        else if (row.SecondOfficer || row.Duty is not null)
        {
            yield return typeof(OperationPolicies);
        }
    }

    /// <summary>Through the types of the slice's own context: what another context asks is its own business.</summary>
    internal static bool Reaches(Type slice, Type door)
    {
        var home = Context(slice);
        var seen = new HashSet<Type> { slice };
        var open = new Queue<Type>(seen);
        while (open.TryDequeue(out var type))
        {
            var named = TypeDependencies.Of(type).OfType<Type>().ToList();
            if (named.Contains(door))
            {
                return true;
            }

            foreach (var next in named.Where(next => Context(next) == home && !IsWiring(next) && seen.Add(next)))
            {
                open.Enqueue(next);
            }
        }

        return false;
    }

    private static bool IsWiring(MemberInfo type) =>
        type.Name.EndsWith("Module", StringComparison.Ordinal) || type.Name.EndsWith("Json", StringComparison.Ordinal);

    private static string Context(Type type) => string.Join('.', (type.Namespace ?? "").Split('.').Take(3));
}
