using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Serverless.Platform.Hosting.Process;

/// <summary>
/// Ends this process when the host that started it is gone: a host that is killed leaves its handler running otherwise, holding the
/// port and answering nobody (functions contract, section 10).
/// </summary>
/// <param name="parent">The parent at the very start: it may be gone before this watch is made.</param>
internal sealed partial class ParentWatch(
    int parent,
    Func<int> parentId,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<ParentWatch> logger
) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>True once the parent was found gone; the process then ends as failed.</summary>
    internal bool ParentGone { get; private set; }

    /// <summary>The parent's id; orphans are handed to another process, so a change means death.</summary>
    internal static int CurrentParentId() => OperatingSystem.IsWindows() ? 0 : GetParentId();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (parentId() != parent)
            {
                LogParentGone(logger, parent);
                ParentGone = true;
                lifetime.StopApplication();
                return;
            }
        }
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetParentId();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The host process {ParentId} is gone; stopping")]
    private static partial void LogParentGone(ILogger logger, int parentId);
}
