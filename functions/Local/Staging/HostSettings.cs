using System.Globalization;
using System.Text.Json.Nodes;

namespace Serverless.Local.Staging;

/// <summary>
/// host.json as the host understands it: its own defaults where a value is absent, and app settings of the form
/// <c>AzureFunctionsJobHost__extensions__queues__batchSize</c> over what the file says.
/// </summary>
internal sealed class HostSettings(JsonObject json, IReadOnlyDictionary<string, string> settings)
{
    /// <summary>The executable, relative to the script root.</summary>
    internal string? Executable => Text("customHandler", "description", "defaultExecutablePath");

    internal IReadOnlyList<string> Arguments => Texts("customHandler", "description", "arguments");

    internal bool IsProxying => Flag("customHandler", "enableProxyingHttpRequest");

    internal bool IsForwarding => Flag("customHandler", "enableForwardingHttpRequest");

    internal bool HasFixedPort => Node("customHandler", "port") is not null;

    internal bool HasHandlerRoutes => Node("customHandler", "http") is not null;

    internal string? Version => Text("version");

    internal string? BundleId => Text("extensionBundle", "id");

    internal string RoutePrefix => Text("extensions", "http", "routePrefix") ?? "api";

    /// <summary>A call that takes longer ends with the handler's restart; default 30 minutes, -1 is none.</summary>
    internal TimeSpan FunctionTimeout =>
        Text("functionTimeout") == "-1" ? Timeout.InfiniteTimeSpan : Duration(TimeSpan.FromMinutes(30), "functionTimeout");

    internal int BatchSize => Number(16, "extensions", "queues", "batchSize");

    internal int MaxDequeueCount => Number(5, "extensions", "queues", "maxDequeueCount");

    /// <summary>How long a failed message stays invisible; the host's default is no time at all.</summary>
    internal TimeSpan VisibilityTimeout => Duration(TimeSpan.Zero, "extensions", "queues", "visibilityTimeout");

    internal string HubName => Text("extensions", "durableTask", "hubName") ?? "";

    /// <summary>Orchestrations of one host that run at a time; the host's own default depends on the plan.</summary>
    internal int MaxOrchestrators => Number(10, "extensions", "durableTask", "maxConcurrentOrchestratorFunctions");

    internal int MaxActivities => Number(10, "extensions", "durableTask", "maxConcurrentActivityFunctions");

    internal bool HasExtendedSessions => Flag("extensions", "durableTask", "extendedSessionsEnabled");

    /// <summary>How queue messages of the task hub are written; plain text loses those with characters that XML forbids.</summary>
    internal string HubEncoding => Text("extensions", "durableTask", "storageProvider", "queueClientMessageEncoding") ?? "UTF8";

    /// <summary>How long a turn that a stopping host left behind stays invisible.</summary>
    internal TimeSpan HubVisibility =>
        Duration(TimeSpan.FromMinutes(5), "extensions", "durableTask", "storageProvider", "controlQueueVisibilityTimeout");

    internal string MessageEncoding => Text("extensions", "queues", "messageEncoding") ?? "base64";

    private string? Text(params string[] path) =>
        settings.TryGetValue("AzureFunctionsJobHost__" + string.Join("__", path), out var setting) ? setting : Node(path)?.ToString();

    private IReadOnlyList<string> Texts(params string[] path) =>
        Node(path) is JsonArray items ? [.. items.Select(item => item?.ToString() ?? "")] : [];

    private bool Flag(params string[] path) => bool.TryParse(Text(path), out var flag) && flag;

    private int Number(int absent, params string[] path) => Text(path) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : absent;

    private TimeSpan Duration(TimeSpan absent, params string[] path) =>
        Text(path) is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : absent;

    private JsonNode? Node(params string[] path) => path.Aggregate((JsonNode?)json, (node, key) => (node as JsonObject)?[key]);
}
