namespace Serverless.Local.Engine.Work;

/// <summary>Keeps turns and activities running, each up to host.json's number at a time, and sleeps until something changes or is due.</summary>
internal sealed class HubDispatcher(TaskHub hub, HubWorker worker, TimeProvider clock, Action<string> say)
{
    /// <summary>A laptop that was closed wakes up with timers long due.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    internal Task RunAsync(int mostTurns, int mostActivities, CancellationToken stopping) =>
        Task.WhenAll(
            KeepAsync(mostTurns, () => hub.TakeTurn() is { } turn ? worker.RunAsync(turn, stopping) : null, stopping),
            KeepAsync(mostActivities, () => hub.TakeActivity() is { } activity ? worker.RunAsync(activity, stopping) : null, stopping)
        );

    private async Task KeepAsync(int most, Func<Task?> start, CancellationToken stopping)
    {
        await Task.Yield();
        var running = new HashSet<Task>();
        while (!stopping.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            var change = hub.Signal.Next;
            if (running.Count < most && start() is { } work)
            {
                running.Add(SaidAsync(work, stopping));
            }
            else
            {
                await SleepAsync(running.Count < most ? change : Task.WhenAny(running), stopping);
            }
        }
        await Task.WhenAll(running);
    }

    private async Task SleepAsync(Task wake, CancellationToken stopping)
    {
        var until = hub.NextDue() is { } due ? due - clock.GetUtcNow().UtcDateTime : LongestSleep;
        var sleep =
            until < TimeSpan.Zero ? TimeSpan.Zero
            : until < LongestSleep ? until
            : LongestSleep;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(wake, Task.Delay(sleep, clock, awake.Token));
        await awake.CancelAsync();
    }

    /// <summary>What fails here stays locked and is handed out again when the lock ends.</summary>
    private async Task SaidAsync(Task work, CancellationToken stopping)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start forgets the lock and hands it out again.
        }
        catch (Exception failure)
        {
            say($"  orchestrations: {failure.Message}");
        }
    }
}
