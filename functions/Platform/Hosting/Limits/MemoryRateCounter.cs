using System.Collections.Concurrent;

namespace Serverless.Platform.Hosting.Limits;

/// <summary>
/// Counts in this process only: best effort, for limits by address that protect nothing but our own time (decision 27). Bounded: when
/// it holds too many callers it forgets them all, which errs on the callers' side.
/// </summary>
internal sealed class MemoryRateCounter(TimeProvider time) : IRateCounter
{
    internal const int MostCallers = 50_000;
    private readonly ConcurrentDictionary<string, (long Window, int Taken)> _counters = new(StringComparer.Ordinal);

    public Task<TimeSpan?> TakeAsync(RateLimitPolicy policy, string principal, CancellationToken cancellation)
    {
        var window = RateWindow.At(time.GetUtcNow(), policy, principal);
        if (_counters.Count >= MostCallers)
        {
            _counters.Clear();
        }

        var (_, taken) = _counters.AddOrUpdate(
            window.Key,
            _ => (window.Number, 1),
            (_, seen) => seen.Window != window.Number ? (window.Number, 1) : (seen.Window, Math.Min(seen.Taken, policy.Permits) + 1)
        );
        return Task.FromResult<TimeSpan?>(taken > policy.Permits ? window.Left : null);
    }
}
