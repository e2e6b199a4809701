using System.Globalization;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Months;

/// <summary>Where runs are kept, and how each of their steps is committed.</summary>
internal sealed class FundRunStore(AggregateStore store, CommandRunner runner, TimeProvider time)
{
    internal static readonly AggregateKind<FundRun> Kind = new(FundModule.Table, "fund.run", FundJson.Default.FundRun);

    /// <summary>There are accounts to work on; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<FundRunMoved> SliceDue = new("fund.run-slice-due", FundJson.Default.FundRunMoved);

    /// <summary>A slice is done and the same worker goes on.</summary>
    internal static readonly EventKind<FundRunMoved> Advanced = new("fund.run-advanced", FundJson.Default.FundRunMoved);

    internal static readonly EventKind<FundRunMoved> Finished = new("fund.run-finished", FundJson.Default.FundRunMoved);

    private static readonly TimeSpan WakeAgain = TimeSpan.FromHours(1);

    internal Task<Snapshot<FundRun>> ReadAsync(string id, CancellationToken cancellation) => store.ReadAsync(Kind, id, cancellation);

    /// <summary>Starts a run; one that stands still is woken, one that is over stays over.</summary>
    internal async Task<Result<Done>> StartAsync(FundRun run, CancellationToken cancellation)
    {
        var wake = SliceDue.With(new FundRunMoved(run.Id, 0));
        var attempt = string.Create(CultureInfo.InvariantCulture, $"start-{time.GetUtcNow():yyyyMMddHH}");
        var started = await runner.RunAsync(
            Kind,
            run.Id,
            new CommandIdentity(attempt, attempt, ""),
            before =>
                before.State is { FinishedAt: not null } over
                    ? new Commit<FundRun>(over)
                    : new Commit<FundRun>(before.State ?? run)
                    {
                        Events = [wake],
                        Due = [new DueWork(time.GetUtcNow() + WakeAgain, FundModule.JobQueue, wake.Type, wake.Version, wake.Data)],
                    },
            cancellation
        );
        return started.Then<Done>(_ => Done.Value);
    }

    /// <summary>Commits one slice; somebody else's in between is <c>platform.precondition-failed</c>.</summary>
    internal async Task<Result<FundRun>> StepAsync(
        Snapshot<FundRun> before,
        FundRun after,
        EventKind<FundRunMoved> happened,
        CancellationToken cancellation
    )
    {
        var step = string.Create(CultureInfo.InvariantCulture, $"slice-{after.Slices}");
        var commit = new Commit<FundRun>(after) { Events = [happened.With(new FundRunMoved(after.Id, after.Accounts))] };
        var receipt = await store.CommitAsync(Kind, before, new CommandIdentity(step, step, ""), commit, cancellation);
        return receipt.Error is { } error ? error : after;
    }
}
