namespace Serverless.Local.Staging;

/// <summary>What orchestrations, activities and the durable client must say in function.json (durable contract, section 1.2).</summary>
internal static class DurableCheck
{
    internal const string Orchestration = "orchestrationTrigger";
    internal const string Activity = "activityTrigger";
    internal const string Client = "durableClient";

    /// <summary>The one queue whose function may hold the client (decision 20).</summary>
    private const string OwningQueue = "orchestrations";
    private const string ClientName = "client";

    internal static bool IsDurable(FunctionBinding binding) => binding.Is(Orchestration) || binding.Is(Activity) || binding.Is(Client);

    internal static IEnumerable<string> Violations(FunctionDefinition function) => [.. Triggers(function), .. Clients(function)];

    private static IEnumerable<string> Triggers(FunctionDefinition function)
    {
        if (function.Trigger is not { } trigger || !(trigger.Is(Orchestration) || trigger.Is(Activity)))
        {
            yield break;
        }
        if (function.Bindings.Count != 1)
        {
            yield return "an orchestration or activity has its trigger and no other binding";
        }
        if (trigger.Is(Activity) && !trigger.Name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase))
        {
            yield return "the binding's name must end in \"trigger\", or the host sends the input twice";
        }
        if (trigger.Text("orchestration") is not null || trigger.Text("activity") is not null)
        {
            yield return "the function's name is its folder's; give it no other";
        }
    }

    private static IEnumerable<string> Clients(FunctionDefinition function)
    {
        var clients = function.Bindings.Where(binding => binding.Is(Client)).ToList();
        if (clients.Count == 0)
        {
            yield break;
        }
        if (clients is not [{ Name: ClientName, Direction: "in" }])
        {
            yield return "a durableClient is one binding in, named client: its value holds a key and is told apart by its name";
        }
        var isOwner = function.Trigger?.Text("queueName") == OwningQueue || function.TriggeredBy("timerTrigger") is not null;
        if (!isOwner)
        {
            yield return "only the queue orchestrations and timers may hold the durable client (decision 20)";
        }
    }
}
