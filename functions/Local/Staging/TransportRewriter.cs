using System.Text.Json.Nodes;

namespace Serverless.Local.Staging;

/// <summary>
/// Turns Service Bus triggers into Storage queue triggers, mechanically (decision 6): the same queue, the same binding name,
/// the storage connection. App's setting <c>Messaging:Transport</c> goes with it and App refuses to start when they differ.
/// </summary>
internal static class TransportRewriter
{
    /// <summary>The setting that belongs to the rewritten files, in the spelling of environment variables.</summary>
    internal const string SettingName = "Messaging__Transport";

    internal const string StorageQueues = "StorageQueues";

    /// <summary>What Service Bus gives up waits here; the host of Storage queues puts it into a queue of its own.</summary>
    internal const string DeadLetters = "/$DeadLetterQueue";

    /// <summary>Rewrites in place; true when anything changed. Topics and sessions have no counterpart and are refused.</summary>
    internal static bool Rewrite(JsonObject function, string name)
    {
        var changed = false;
        foreach (var binding in (function["bindings"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (string.Equals(binding["type"]?.ToString(), "serviceBusTrigger", StringComparison.OrdinalIgnoreCase))
            {
                ToQueueTrigger(binding, name);
                changed = true;
            }
        }
        return changed;
    }

    private static void ToQueueTrigger(JsonObject binding, string name)
    {
        var queue = binding["queueName"]?.ToString();
        if (queue is null)
        {
            throw new InvalidDataException($"{name}: a topic subscription cannot become a Storage queue; give the trigger a queueName");
        }
        var kept = new JsonObject
        {
            ["type"] = "queueTrigger",
            ["direction"] = "in",
            ["name"] = binding["name"]?.ToString(),
            ["queueName"] = queue.Replace(DeadLetters, "-poison", StringComparison.OrdinalIgnoreCase),
            ["connection"] = "AzureWebJobsStorage",
            ["dataType"] = "binary",
        };
        binding.Clear();
        foreach (var (key, value) in kept.ToArray())
        {
            binding[key] = value?.DeepClone();
        }
    }
}
