using System.Globalization;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Contributions;

/// <summary>Where files are kept, and how each of their steps is committed.</summary>
internal sealed class ContributionFileStore(AggregateStore store, CommandRunner runner, DerivedIds ids, TimeProvider time)
{
    internal static readonly AggregateKind<ContributionFile> Kind = new(
        FundModule.Table,
        "fund.contribution-file",
        FundJson.Default.ContributionFile
    );

    /// <summary>There are lines to post; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<ContributionFileMoved> SliceDue = Event("fund.contribution-slice-due");

    /// <summary>A slice is posted and the same worker goes on.</summary>
    internal static readonly EventKind<ContributionFileMoved> Advanced = Event("fund.contribution-file-advanced");

    internal static readonly EventKind<ContributionFileMoved> Finished = Event("fund.contribution-file-finished");

    internal static readonly EventKind<ContributionFileMoved> Refused = Event("fund.contribution-file-refused");

    /// <summary>A job that has not moved since is to be continued; goes to the queue <c>bulk</c>.</summary>
    internal static readonly EventKind<ContributionFileMoved> WatchDue = Event("fund.contribution-watch-due");

    /// <summary>Longer than any turn with all its repetitions; then nobody is at work any more.</summary>
    private static readonly TimeSpan WatchAfter = TimeSpan.FromMinutes(20);
    private static readonly Error Known = Error.Conflict("fund.file-known");

    internal string IdOf(string sha256) => ids.For("fund", "fund.contribution-file", sha256);

    internal Task<Snapshot<ContributionFile>> ReadAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(Kind, id, cancellation);

    /// <summary>Takes the file in, or finds it taken in before.</summary>
    internal async Task<Result<Done>> OpenAsync(ContributionFile file, CancellationToken cancellation)
    {
        var moved = new ContributionFileMoved(file.Id, 0);
        var wake = SliceDue.With(moved);
        var commit =
            file.Status == ContributionFileStatus.Refused
                ? new Commit<ContributionFile>(file) { Events = [Refused.With(moved)] }
                : new Commit<ContributionFile>(file) { Events = [wake], Due = [Watch(moved)] };
        var applied = await runner.RunAsync(
            Kind,
            file.Id,
            new CommandIdentity("take", "take", ""),
            before => before.State is null ? commit : Known,
            cancellation
        );
        return applied.Error is { } error && error != Known ? error : Done.Value;
    }

    /// <summary>Commits one slice, and a watch beside it while there is more to do; somebody else's in between is <c>platform.precondition-failed</c>.</summary>
    internal async Task<Result<ContributionFile>> StepAsync(
        Snapshot<ContributionFile> before,
        ContributionFile after,
        EventKind<ContributionFileMoved> happened,
        CancellationToken cancellation
    )
    {
        var step = string.Create(CultureInfo.InvariantCulture, $"slice-{after.Slices}");
        var moved = new ContributionFileMoved(after.Id, after.Counts.Posted + after.Counts.Rejected);
        var commit = new Commit<ContributionFile>(after)
        {
            Events = [happened.With(moved)],
            Due = after.Status == ContributionFileStatus.Running ? [Watch(moved)] : [],
        };
        var receipt = await store.CommitAsync(Kind, before, new CommandIdentity(step, step, ""), commit, cancellation);
        return receipt.Error is { } error ? error : after;
    }

    private DueWork Watch(ContributionFileMoved moved)
    {
        var watch = WatchDue.With(moved);
        return new DueWork(time.GetUtcNow() + WatchAfter, FundModule.JobQueue, watch.Type, watch.Version, watch.Data);
    }

    private static EventKind<ContributionFileMoved> Event(string type) => new(type, FundJson.Default.ContributionFileMoved);
}
