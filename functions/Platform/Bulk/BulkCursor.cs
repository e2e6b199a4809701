using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Bulk;

/// <summary>A job over many items whose cursor is the state of an aggregate.</summary>
/// <param name="Read">The state as it is now.</param>
/// <param name="IsOver">Whether nothing is left to do.</param>
/// <param name="Step">
/// Works the next slice and commits the state behind it; told whether the turn ends here, so that the commit also says that more is due.
/// <c>platform.precondition-failed</c> when another worker was quicker.
/// </param>
public sealed record BulkJob<TState>(
    Func<CancellationToken, Task<Snapshot<TState>>> Read,
    Func<TState, bool> IsOver,
    Func<Snapshot<TState>, bool, CancellationToken, Task<Result<TState>>> Step
)
    where TState : class
{
    /// <summary>What the last commit owes elsewhere, done once by whoever comes first after it.</summary>
    public Func<TState, CancellationToken, Task<Result<Done>>> Settle { get; init; } = (_, _) => Task.FromResult<Result<Done>>(Done.Value);
}

/// <summary>
/// The one way a job goes through its items (decision 16): slice after slice, each with a commit, until the turn is over and a message
/// continues it. Woken twice, the slower worker's commit is refused and it stops; stopped anywhere, the next one goes on from the last
/// commit, and items that are done already come to the same outcome.
/// </summary>
public sealed class BulkCursor(TimeProvider time)
{
    /// <summary>After this time the rest is left to the next message, so that the host may stop the instance between two.</summary>
    internal static readonly TimeSpan Turn = TimeSpan.FromSeconds(60);

    /// <summary>One turn; while storage does not answer it waits, and begins again at the last commit.</summary>
    public async Task<MessageOutcome> RunAsync<TState>(BulkJob<TState> job, CancellationToken cancellation)
        where TState : class
    {
        var started = time.GetUtcNow();
        var (moved, pause) = (started, Stall.FirstPause);
        while (true)
        {
            try
            {
                if (await StepAsync(job, time.GetUtcNow() - started >= Turn, cancellation) is { } outcome)
                {
                    return outcome;
                }

                (moved, pause) = (time.GetUtcNow(), Stall.FirstPause);
                continue;
            }
            catch (Exception e) when (Stall.Is(e) && !cancellation.IsCancellationRequested && time.GetUtcNow() - moved < Stall.Patience)
            {
                // Waited for below.
            }

            await Task.Delay(pause, time, cancellation);
            pause = Stall.Longer(pause);
        }
    }

    /// <summary>
    /// What a watch does that was set beside a commit: nothing when the job has moved since, because every commit sets one of its own;
    /// else the message that should have continued it is lost, and this one does.
    /// </summary>
    /// <param name="hasMoved">Whether the state is further than when the watch was set.</param>
    public async Task<MessageOutcome> WatchAsync<TState>(BulkJob<TState> job, Func<TState, bool> hasMoved, CancellationToken cancellation)
        where TState : class =>
        (await job.Read(cancellation)).State is { } state && !hasMoved(state) ? await RunAsync(job, cancellation) : MessageOutcome.Done;

    /// <summary>One slice; null when the turn goes on.</summary>
    private static async Task<MessageOutcome?> StepAsync<TState>(BulkJob<TState> job, bool isLast, CancellationToken cancellation)
        where TState : class
    {
        var before = await job.Read(cancellation);
        if (before.State is not { } state)
        {
            return MessageOutcome.Done;
        }

        if ((await job.Settle(state, cancellation)).Error is { } unsettled)
        {
            return MessageOutcome.Retry(unsettled);
        }

        if (job.IsOver(state))
        {
            return MessageOutcome.Done;
        }

        var step = await job.Step(before, isLast, cancellation);
        if (step.Error is { } error)
        {
            return error == StorageErrors.PreconditionFailed ? MessageOutcome.Done : MessageOutcome.Retry(error);
        }

        return isLast && !job.IsOver(step.Value) ? MessageOutcome.Done : null;
    }
}
