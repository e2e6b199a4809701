using System.Collections.Concurrent;

namespace Serverless.Platform.Hosting.Limits;

/// <summary>
/// Counts in this process only: best effort, for limits by address that protect nothing but our own time (decision 27). Bounded: when
/// it holds too many callers it forgets them all, which errs on the callers' side.
/// </summary>
internal sealed class MemoryRateCounter(TimeProvider time) : IRateCounter
{
    internal const int MostCallers = 50_000;
    private readonly ConcurrentDictionary<(string Policy, string Principal), (long Window, int Taken)> _counters = new();

    // Asking the dictionary for its size takes every lock of it, at every request.
    private int _callers;

    public Task<TimeSpan?> TakeAsync(RateLimitPolicy policy, string principal, CancellationToken cancellation)
    {
        var window = RateWindow.At(time.GetUtcNow(), policy);
        if (Volatile.Read(ref _callers) >= MostCallers)
        {
            _counters.Clear();
            Volatile.Write(ref _callers, 0);
        }

        var (_, taken) = _counters.AddOrUpdate(
            (policy.Name, principal),
            (_, asked) => First(asked.Window),
            static (_, seen, asked) =>
                seen.Window != asked.Window ? (asked.Window, 1) : (seen.Window, Math.Min(seen.Taken, asked.Permits) + 1),
            (Window: window.Number, policy.Permits)
        );
        return Task.FromResult<TimeSpan?>(taken > policy.Permits ? window.Left : null);
    }

    private (long Window, int Taken) First(long window)
    {
        Interlocked.Increment(ref _callers);
        return (window, 1);
    }
}
