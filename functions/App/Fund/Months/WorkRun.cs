using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Bulk;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Months;

/// <summary>
/// The job over all accounts (decision 16): slice after slice through the roster. An account that is done already comes to the same sums.
/// </summary>
internal sealed class WorkRun(
    FundRunStore runs,
    Rosters rosters,
    CloseAccount close,
    CheckAccount check,
    ControlTotals control,
    CompareControl compare,
    BulkLanes lanes,
    BulkCursor cursor,
    TimeProvider time
)
{
    private const int AccountsAtOnce = 500;

    internal Task<MessageOutcome> ContinueAsync(FundRunMoved wake, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var job = new BulkJob<FundRun>(c => runs.ReadAsync(wake.RunId, c), run => run.FinishedAt is not null, StepAsync)
        {
            Settle = SettleAsync,
        };
        return cursor.RunAsync(job, cancellation);
    }

    /// <summary>What the last slice posted goes into the control totals, once, whoever comes first after its commit.</summary>
    private Task<Result<Done>> SettleAsync(FundRun run, CancellationToken cancellation) =>
        run is { Kind: FundRunKind.Close, Slices: > 0 }
            ? control.AddAsync(string.Create(CultureInfo.InvariantCulture, $"{run.Id}-slice-{run.Slices}"), run.LastSlice, cancellation)
            : Task.FromResult<Result<Done>>(Done.Value);

    private async Task<Result<FundRun>> StepAsync(Snapshot<FundRun> before, bool isLast, CancellationToken cancellation)
    {
        var run = before.State!;
        var slice = await SliceAsync(run, cancellation);
        if (slice.Error is { } failed)
        {
            return failed;
        }

        var after = FundRunRules.Advance(run, slice.Value, Rosters.Shards, time.GetUtcNow());
        if (after is { FinishedAt: not null, Kind: FundRunKind.Check })
        {
            after = await compare.CloseAsync(after, cancellation);
        }

        var happened =
            after.FinishedAt is not null ? FundRunStore.Finished
            : isLast ? FundRunStore.SliceDue
            : FundRunStore.Advanced;
        return await runs.StepAsync(before, after, happened, cancellation);
    }

    private async Task<Result<RunSlice>> SliceAsync(FundRun run, CancellationToken cancellation)
    {
        var shard = await rosters.ReadShardAsync(AccountStore.Roster, run.Shard, cancellation);
        var ids = shard.SkipWhile(id => string.CompareOrdinal(id, run.After) <= 0).Take(AccountsAtOnce).ToList();
        var done = new Result<AccountWork>[ids.Count];
        await lanes.RunAsync(
            ids.Count,
            async (index, token) =>
                done[index] =
                    run.Kind == FundRunKind.Close
                        ? await close.CloseAsync(ids[index], run, token)
                        : await check.CheckAsync(ids[index], run, token),
            cancellation
        );
        if (done.FirstOrDefault(work => !work.IsSuccess).Error is { } failed)
        {
            return failed;
        }

        var sums = done.Aggregate(ControlSums.None, (sum, work) => sum.Plus(work.Value.Sums));
        return new RunSlice(
            ids.Count == AccountsAtOnce ? ids[^1] : null,
            done.Count(work => work.Value.Exists),
            sums,
            done.Count(work => work.Value.Differs)
        );
    }
}

/// <summary>What one account added to a run.</summary>
/// <param name="Exists">A roster may name an account whose first posting never came.</param>
internal readonly record struct AccountWork(bool Exists, ControlSums Sums, bool Differs = false);
