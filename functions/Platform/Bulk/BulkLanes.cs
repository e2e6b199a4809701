using System.Runtime.ExceptionServices;

namespace Serverless.Platform.Bulk;

/// <summary>
/// Works the items of a slice side by side, sixteen at most (decision 16). A storage service that does not answer in time is no failure
/// of the job: the item is tried again after a pause that doubles, and the lanes are halved, so that a service which is behind is asked
/// less. A slice without a stall doubles them again. One per process, because the service is the same for every job.
/// </summary>
public sealed class BulkLanes(TimeProvider time)
{
    /// <summary>Items in flight at once.</summary>
    public const int Most = 16;

    private int _width = Most;

    /// <summary>How many lanes the next slice begins with.</summary>
    public int Width => Volatile.Read(ref _width);

    /// <summary>Applies <paramref name="work"/> to every index below <paramref name="count"/>; it must be idempotent, because a stalled item comes again.</summary>
    public async Task RunAsync(int count, Func<int, CancellationToken, Task> work, CancellationToken cancellation)
    {
        var slice = new Slice(count, time.GetUtcNow());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Width, count)).Select(lane => LaneAsync(slice, lane, work, stop)));
        slice.Failure?.Throw();
        if (!slice.Stalled)
        {
            Volatile.Write(ref _width, Math.Min(Most, Width * 2));
        }
    }

    private async Task LaneAsync(Slice slice, int lane, Func<int, CancellationToken, Task> work, CancellationTokenSource stop)
    {
        try
        {
            // A lane that was taken away ends with its item; the first one stays.
            while ((lane == 0 || lane < Width) && slice.Next() is { } index)
            {
                await WorkAsync(slice, index, work, stop.Token);
            }
        }
        catch (Exception e)
        {
            slice.Fail(e);
            await stop.CancelAsync();
        }
    }

    private async Task WorkAsync(Slice slice, int index, Func<int, CancellationToken, Task> work, CancellationToken cancellation)
    {
        for (var pause = Stall.FirstPause; ; pause = Stall.Longer(pause))
        {
            try
            {
                await work(index, cancellation);
                slice.Answered(time.GetUtcNow());
                return;
            }
            catch (Exception e)
                when (Stall.Is(e) && !cancellation.IsCancellationRequested && time.GetUtcNow() - slice.LastAnswer < Stall.Patience)
            {
                SlowDown(slice);
            }

            await Task.Delay(pause, time, cancellation);
        }
    }

    /// <summary>Sixteen calls that fail together are one stall and halve once.</summary>
    private void SlowDown(Slice slice)
    {
        lock (slice)
        {
            var now = time.GetUtcNow();
            if (now - slice.LastStall >= Stall.FirstPause)
            {
                Volatile.Write(ref _width, Math.Max(1, Width / 2));
                slice.LastStall = now;
            }
        }
    }

    private sealed class Slice(int count, DateTimeOffset began)
    {
        private int _next = -1;
        private ExceptionDispatchInfo? _failure;
        private long _lastAnswer = began.UtcTicks;

        internal bool Stalled => LastStall > DateTimeOffset.MinValue;

        internal DateTimeOffset LastStall { get; set; } = DateTimeOffset.MinValue;

        internal DateTimeOffset LastAnswer => new(Volatile.Read(ref _lastAnswer), TimeSpan.Zero);

        /// <summary>What went wrong first; the other lanes were only told to stop.</summary>
        internal ExceptionDispatchInfo? Failure => _failure;

        internal void Fail(Exception e) => Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);

        internal int? Next() => Interlocked.Increment(ref _next) is var index && index < count ? index : null;

        internal void Answered(DateTimeOffset now) => Volatile.Write(ref _lastAnswer, now.UtcTicks);
    }
}
