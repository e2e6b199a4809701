using System.Text.RegularExpressions;

namespace Serverless.Local.Staging;

/// <summary>What host.json must say.</summary>
internal static partial class HostCheck
{
    internal static IEnumerable<string> Violations(HostSettings host) =>
        new (bool IsBroken, string Sentence)[]
        {
            (host.Version != "2.0", "version must be \"2.0\""),
            (host.Executable is null, "customHandler.description.defaultExecutablePath is missing"),
            (!host.IsProxying, "customHandler.enableProxyingHttpRequest must be true (decision 1)"),
            (host.IsForwarding, "customHandler.enableForwardingHttpRequest lets outsiders reach trigger paths (decision 1)"),
            (host.HasFixedPort, "customHandler.port forces sequential restarts; leave the port to the host"),
            (host.HasHandlerRoutes, "customHandler.http cannot stand beside function.json files"),
            (host.BundleId != "Microsoft.Azure.Functions.ExtensionBundle", "extensionBundle is missing or not the official one"),
            (host.RoutePrefix != "api", "extensions.http.routePrefix must stay \"api\": without it trigger paths are public"),
            (host.MessageEncoding != "none", "extensions.queues.messageEncoding must be \"none\""),
            (host.MaxDequeueCount != 5, "extensions.queues.maxDequeueCount must be 5"),
            (host.VisibilityTimeout != TimeSpan.FromSeconds(30), "extensions.queues.visibilityTimeout must be 30 s"),
            (!HubName().IsMatch(host.HubName), "extensions.durableTask.hubName must be 3 to 45 letters and digits, set on purpose"),
            (host.HasExtendedSessions, "extensions.durableTask.extendedSessionsEnabled stops the host for custom handlers"),
            (host.HubEncoding != "Base64", "extensions.durableTask.storageProvider.queueClientMessageEncoding must be Base64"),
            (
                host.HubVisibility > TimeSpan.FromMinutes(1),
                "extensions.durableTask.storageProvider.controlQueueVisibilityTimeout must be a minute at most"
            ),
        }
            .Where(rule => rule.IsBroken)
            .Select(rule => $"host.json: {rule.Sentence}");

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9]{2,44}$")]
    private static partial Regex HubName();
}
