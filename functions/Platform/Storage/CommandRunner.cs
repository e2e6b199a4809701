using System.Security.Cryptography;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Storage;

/// <summary>What came out of a command: the receipt and the state that this call committed, null when an earlier call did.</summary>
public sealed record Applied<TState>(CommitReceipt Receipt, TState? State)
    where TState : class;

/// <summary>
/// The one way a command runs: read, decide (pure), commit; when somebody else was quicker, read and decide again, five times with
/// jittered pauses (decision 8).
/// </summary>
public sealed class CommandRunner(AggregateStore store, TimeProvider clock)
{
    private const int Retries = 5;
    private const int FirstPauseMilliseconds = 10;

    /// <param name="decide">Pure: called again with the newer snapshot after a conflict.</param>
    /// <param name="expected">The caller's If-Match; another version is <c>platform.precondition-failed</c> at once.</param>
    public async Task<Result<Applied<TState>>> RunAsync<TState>(
        AggregateKind<TState> kind,
        string id,
        CommandIdentity command,
        Func<Snapshot<TState>, Result<Commit<TState>>> decide,
        CancellationToken cancellation,
        string? expected = null
    )
        where TState : class
    {
        for (var attempt = 0; ; attempt++)
        {
            var before = await store.ReadAsync(kind, id, cancellation);
            var decision = expected is null || expected == before.ETag ? decide(before) : StorageErrors.PreconditionFailed;
            if (decision.Error is { } refusal)
            {
                // A repeated command meets the state that it left itself: its own receipt counts for more than the refusal.
                var earlier = await store.FindReceiptAsync(kind, id, command, cancellation);
                return earlier is { } known ? known.Then<Applied<TState>>(receipt => new Applied<TState>(receipt, null)) : refusal;
            }

            var receipt = await store.CommitAsync(kind, before, command, decision.Value, cancellation);
            if (receipt.Error == StorageErrors.PreconditionFailed && attempt < Retries)
            {
                await Task.Delay(Pause(attempt), clock, cancellation);
                continue;
            }

            return receipt.Then<Applied<TState>>(done => new Applied<TState>(
                done,
                done.Outcome == CommitOutcome.Committed ? decision.Value.State : null
            ));
        }
    }

    private static TimeSpan Pause(int attempt)
    {
        var longest = FirstPauseMilliseconds << attempt;
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(longest / 2, longest + 1));
    }
}
