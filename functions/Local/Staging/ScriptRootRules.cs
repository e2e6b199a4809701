namespace Serverless.Local.Staging;

/// <summary>
/// The rules that a script root of ours must obey, those of the host and those of decisions 1, 5 and 6; usable over the build
/// output, the publish folder and a staged one. Each violation is one sentence that begins with the file.
/// </summary>
internal static class ScriptRootRules
{
    /// <summary>All violations, empty when the folder can be deployed.</summary>
    internal static IReadOnlyList<string> Violations(string folder)
    {
        ScriptRoot root;
        try
        {
            root = ScriptRoot.Load(folder);
        }
        catch (InvalidDataException exception)
        {
            return [exception.Message];
        }
        return [.. Files(root), .. HostRules.Violations(root.Host), .. FunctionRules.Violations(root)];
    }

    private static IEnumerable<string> Files(ScriptRoot root)
    {
        var executable = Path.Combine(root.Folder, root.Host.Executable ?? "");
        if (!File.Exists(executable))
        {
            yield return $"host.json: the executable {root.Host.Executable} is not in the folder";
        }
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(executable) & UnixFileMode.UserExecute) == 0)
        {
            yield return $"{root.Host.Executable}: has no executable bit";
        }
        if (!root.Functions.Any())
        {
            yield return "host.json: no sub-folder holds a function.json";
        }
    }
}

/// <summary>What host.json must say.</summary>
internal static class HostRules
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
        }
            .Where(rule => rule.IsBroken)
            .Select(rule => $"host.json: {rule.Sentence}");
}
