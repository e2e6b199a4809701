using Serverless.Local.Cli;

namespace Serverless.Local.Handler;

/// <summary>Keeps one handler alive by the host's rules and tells callers where it listens.</summary>
internal sealed class HandlerSupervisor(HandlerLaunch launch, Narrator narrator, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<HandlerProcess> _ready = NewReady();
    private HandlerProcess? _current;
    private volatile bool _isOver;
    private Task _watching = Task.CompletedTask;

    /// <summary>Completes when the handler failed too often; the host would shut down.</summary>
    internal Task GaveUp => _gaveUp.Task;

    /// <summary>What follows when it ends.</summary>
    internal RestartPolicy Policy { get; } = new(clock);

    /// <summary>How many times it was started.</summary>
    internal int Starts { get; private set; }

    /// <summary>Process id of the present life, for status pages and tests.</summary>
    internal int? ProcessId => _current?.Id;

    internal async Task StartAsync(CancellationToken cancellation)
    {
        _watching = WatchAsync();
        await (await Task.WhenAny(_ready.Task, _gaveUp.Task)).WaitAsync(cancellation);
        if (_gaveUp.Task.IsCompleted)
        {
            throw new LocalFailureException("The app did not start; its own lines above say why.");
        }
    }

    /// <summary>Where the handler listens; waits while it is being restarted. One that stays dead keeps its address, and calls fail.</summary>
    internal async Task<Uri> AddressAsync(CancellationToken cancellation) => (await _ready.Task.WaitAsync(cancellation)).Address;

    /// <summary>
    /// Kills the handler at once, as <c>kill -9</c> does; every call in flight dies with it. What follows a call that took longer than
    /// functionTimeout, and what demos and tests do to it.
    /// </summary>
    internal void Kill()
    {
        if (!_isOver)
        {
            KeepCallersWaiting();
        }
        _current?.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _current?.Kill();
        await _watching;
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var exitCode = await LiveOnceAsync();
            if (_stopping.IsCancellationRequested)
            {
                return;
            }
            var next = Policy.Decide(exitCode);
            if (next == AfterExit.Restart)
            {
                // Before it is said: whoever hears it must not be sent to the dead one.
                KeepCallersWaiting();
            }
            narrator.Say($"  the app ended with code {exitCode}: {Explain(next)}");
            if (next != AfterExit.Restart)
            {
                End(next);
                return;
            }
        }
    }

    private async Task<int> LiveOnceAsync()
    {
        await using var process = HandlerProcess.Start(launch, narrator);
        (_current, Starts) = (process, Starts + 1);
        try
        {
            if (await process.IsReadyAsync(clock, _stopping.Token))
            {
                _ready.TrySetResult(process);
            }
            else
            {
                process.Kill();
            }
            var exitCode = await process.ExitAsync();
            return exitCode == 0 && !_ready.Task.IsCompleted ? 1 : exitCode;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    /// <summary>Until the next life listens; a message sent to the dead one would lose one of its five tries each time.</summary>
    private void KeepCallersWaiting()
    {
        if (_ready.Task.IsCompleted)
        {
            _ready = NewReady();
        }
    }

    private void End(AfterExit next)
    {
        _isOver = true;
        if (next == AfterExit.GiveUp)
        {
            _gaveUp.TrySetResult();
        }
        _ready.TrySetResult(_current!);
    }

    private static string Explain(AfterExit next) =>
        next switch
        {
            AfterExit.LeaveDead => "as in Azure it is not restarted after code 0, and every call fails until Local is started again",
            AfterExit.Restart => "restarting it",
            _ => "it failed three times in thirty minutes, so the host stops",
        };

    private static TaskCompletionSource<HandlerProcess> NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
