using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Serverless.Local.Staging;

namespace Serverless.Local.Handler;

/// <summary>How the host starts the custom handler: the executable, its folder, the app settings.</summary>
internal sealed record HandlerLaunch(ScriptRoot Root, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>
    /// The child's start: the host's own variables win over app settings, app settings over what is inherited. The old name of
    /// the port variable is given as well, as the host does.
    /// </summary>
    internal ProcessStartInfo On(int port, string workerId)
    {
        var start = new ProcessStartInfo(Path.GetFullPath(Path.Combine(Root.Folder, Root.Host.Executable ?? "")))
        {
            WorkingDirectory = Root.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in Root.Host.Arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment.TryAdd("DOTNET_ROOT", DotnetRoot);
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTIONS_HTTPWORKER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = workerId;
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = Root.Folder;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "custom";
        return start;
    }

    /// <summary>The framework-dependent build needs the runtime that we run on; the published one ignores this.</summary>
    private static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
