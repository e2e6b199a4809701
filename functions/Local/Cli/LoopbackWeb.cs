namespace Serverless.Local.Cli;

/// <summary>Web servers of this process.</summary>
internal static class LoopbackWeb
{
    /// <summary>Watches no settings files: every watch costs one of the machine's few inotify instances, and none of them changes.</summary>
    internal static WebApplicationBuilder Builder() => WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
}
