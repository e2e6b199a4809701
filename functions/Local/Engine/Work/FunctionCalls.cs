using Serverless.Local.Host;

namespace Serverless.Local.Engine.Work;

/// <summary>Calls a function with an envelope, as the host does.</summary>
internal delegate Task<FunctionAnswer> CallFunction(Invocation invocation, string envelope, CancellationToken cancellation);

/// <summary>Orchestrations and activities that the script root holds; names compared without case, as in the host.</summary>
/// <param name="Orchestrations">Binding name by function.</param>
/// <param name="Activities">Binding name by function.</param>
internal sealed record HubFunctions(IReadOnlyDictionary<string, string> Orchestrations, IReadOnlyDictionary<string, string> Activities)
{
    internal static HubFunctions Of(IEnumerable<Staging.FunctionDefinition> functions)
    {
        var all = functions.ToList();
        return new(Bindings(all, Staging.DurableCheck.Orchestration), Bindings(all, Staging.DurableCheck.Activity));
    }

    private static Dictionary<string, string> Bindings(IEnumerable<Staging.FunctionDefinition> functions, string trigger) =>
        functions
            .Where(function => function.TriggeredBy(trigger) is not null)
            .ToDictionary(function => function.Name, function => function.Trigger!.Name, StringComparer.OrdinalIgnoreCase);
}
