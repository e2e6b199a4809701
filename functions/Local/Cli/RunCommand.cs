using System.Runtime.InteropServices;

namespace Serverless.Local.Cli;

/// <summary>Starts the cloud of this laptop and plays something on it until that ends, or Ctrl-C, or App cannot be kept alive.</summary>
internal static class RunCommand
{
    /// <param name="settings">App settings over those of a laptop.</param>
    /// <param name="play">What happens once everything runs; false is exit code 1.</param>
    internal static async Task<int> RunAsync(
        LocalOptions options,
        Narrator narrator,
        TimeProvider clock,
        IReadOnlyDictionary<string, string> settings,
        Func<LocalCloud, Narrator, CancellationToken, Task<bool>> play
    )
    {
        narrator.Say("Serverless, local: starting (Ctrl-C ends it)");
        using var cancelled = new CancellationTokenSource();
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var watch = OrphanWatch.ParentGoneAsync(clock, cancelled.Token).ContinueWith(_ => stop.TrySetResult(), TaskScheduler.Default);
        await using var cloud = new LocalCloud(options, narrator, clock) { ExtraSettings = settings };
        if (!await cloud.StartAsync(stop.Task))
        {
            return 0;
        }
        var playing = play(cloud, narrator, cancelled.Token);
        var first = await Task.WhenAny(playing, stop.Task, cloud.HandlerGaveUp);
        await cancelled.CancelAsync();
        narrator.Say("stopping …");
        await watch;
        return first == stop.Task || (first == playing && await playing) ? 0 : 1;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }
}
