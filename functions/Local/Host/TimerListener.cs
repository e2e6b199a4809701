using Serverless.Local.Staging;

namespace Serverless.Local.Host;

/// <summary>
/// Fires one timer function when its schedule says so, never twice at a time. A monitored schedule remembers its next run: one
/// that passed while nobody listened runs at once with <c>IsPastDue</c>.
/// </summary>
internal sealed class TimerListener : IDisposable
{
    /// <summary>Longer delays are slept in parts, so that a laptop that was closed wakes up on time.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private readonly Func<Invocation, string, CancellationToken, Task<bool>> _call;
    private readonly TimeProvider _clock;
    private readonly Func<string?> _client;
    private readonly FunctionDefinition _function;
    private readonly TimerStatusFile _file;
    private readonly TimerSchedule _schedule;
    private readonly bool _isMonitored;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private ScheduleStatus _status;

    internal TimerListener(
        FunctionDefinition function,
        string schedule,
        TimerStatusFile file,
        Func<Invocation, string, CancellationToken, Task<bool>> call,
        TimeProvider clock,
        Func<string?>? client = null
    )
    {
        (_function, _file, _call, _clock, _client) = (function, file, call, clock, client ?? (() => null));
        _schedule = new TimerSchedule(schedule);
        var now = clock.GetUtcNow();
        _isMonitored = function.Trigger!.Flag("useMonitor") is not false && _schedule.IsMonitored(now);
        _status = (_isMonitored ? file.Read() : null) ?? new(default, _schedule.After(now), default);
    }

    internal string Function => _function.Name;

    internal DateTimeOffset Next => _status.Next;

    internal async Task RunAsync(CancellationToken stopping)
    {
        if (_isMonitored)
        {
            _file.Write(_status);
        }
        if (_function.Trigger!.Flag("runOnStartup") is true)
        {
            await FireAsync(isPastDue: false, stopping);
        }
        else if (_status.Next < _clock.GetUtcNow())
        {
            await FireAsync(isPastDue: true, stopping);
        }
        while (await SleepUntilAsync(_status.Next, stopping))
        {
            await FireAsync(isPastDue: false, stopping);
        }
    }

    /// <summary>Runs the function now; a run already under way is waited for.</summary>
    internal async Task<bool> FireAsync(bool isPastDue, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var invocation = Invocation.Of(_function.Name, _clock);
            var envelope = Envelope.Timer(invocation, _function.Trigger!.Name, _isMonitored ? _status : null, isPastDue, _client());
            var started = _clock.GetUtcNow();
            var succeeded = await _call(invocation, envelope, cancellation);
            // What became due while the call ran is skipped: the next run covers it, as in the host.
            _status = new(started, _schedule.After(_clock.GetUtcNow()), started);
            if (_isMonitored)
            {
                _file.Write(_status);
            }
            return succeeded;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<bool> SleepUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        while (_clock.GetUtcNow() is var now && now < due)
        {
            var part = due - now < LongestSleep ? due - now : LongestSleep;
            await Task.Delay(part, _clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return false;
            }
        }
        return !stopping.IsCancellationRequested;
    }
}
