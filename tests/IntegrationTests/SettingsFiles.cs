using System.Runtime.CompilerServices;

namespace Serverless.IntegrationTests;

/// <summary>Web servers of the tests do not watch settings files: each watch is one of the machine's few inotify instances.</summary>
internal static class SettingsFiles
{
    [ModuleInitializer]
    internal static void WatchNone() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
