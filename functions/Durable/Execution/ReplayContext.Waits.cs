namespace Serverless.Durable.Execution;

internal sealed partial class ReplayContext
{
    /// <summary>Azure Storage takes at most 6 days per timer.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        _pump.EnsureOwnThread();
        if (fireAt.Kind == DateTimeKind.Local)
        {
            throw new ArgumentException("Timers take UTC: local time depends on the machine.", nameof(fireAt));
        }

        fireAt = DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        return fireAt - UtcNow <= LongestTimer ? StartTimer(fireAt, cancellationToken) : RunLongTimer(fireAt, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        _pump.EnsureOwnThread();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return _inbox.Wait<T>(eventName, cancellationToken);
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var endOfTimer = new CancellationTokenSource();
        using var endOfWait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wait = WaitForExternalEvent<T>(eventName, endOfWait.Token);
        if (wait.IsCompleted || timeout == Timeout.InfiniteTimeSpan)
        {
            return await wait;
        }

        var timer = CreateTimer(timeout, endOfTimer.Token);
        if (await Task.WhenAny(wait, timer) == wait)
        {
            endOfTimer.Cancel();
        }
        else
        {
            endOfWait.Cancel();
        }

        return await wait;
    }

    private async Task RunLongTimer(DateTime fireAt, CancellationToken cancellation)
    {
        while (fireAt > UtcNow)
        {
            var left = fireAt - UtcNow;
            await StartTimer(left > LongestTimer ? UtcNow + LongestTimer : fireAt, cancellation);
            if (left <= LongestTimer)
            {
                return;
            }
        }
    }

    private Task StartTimer(DateTime fireAt, CancellationToken cancellation)
    {
        var timer = new TimerStep(_steps.NextId, fireAt);
        _steps.Add(timer);
        if (cancellation.CanBeCanceled)
        {
            cancellation.UnsafeRegister(_ => _pump.RunIfOwnThread(() => timer.Cancel(cancellation)), null);
        }

        return timer.Task;
    }
}
