using System.Runtime.InteropServices;

namespace Serverless.Local.Cli;

/// <summary>Starts the cloud of this laptop and keeps it until Ctrl-C, SIGTERM or a handler that cannot be kept alive.</summary>
internal static class RunCommand
{
    internal static async Task<int> RunAsync(LocalOptions options, Narrator narrator, TimeProvider clock)
    {
        narrator.Say("Serverless, local: starting (Ctrl-C ends it)");
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var cancelled = new CancellationTokenSource();
        _ = OrphanWatch.ParentGoneAsync(clock, cancelled.Token).ContinueWith(_ => stop.TrySetResult(), TaskScheduler.Default);
        await using var cloud = new LocalCloud(options, narrator, clock);
        if (!await cloud.StartAsync(stop.Task))
        {
            return 0;
        }
        narrator.Say($"✓ ready: {cloud.Address}_local/");
        var exitCode = await Task.WhenAny(stop.Task, cloud.HandlerGaveUp) == stop.Task ? 0 : 1;
        await cancelled.CancelAsync();
        narrator.Say("stopping …");
        return exitCode;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }
}
