using System.Globalization;
using Serverless.Platform.Drop;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Incoming;

/// <summary>Where answers are kept, and how each of their steps is committed.</summary>
internal sealed class IncomingFileStore(AggregateStore store, CommandRunner runner, DerivedIds ids)
{
    internal static readonly AggregateKind<IncomingFile> Kind = new(
        PayrollModule.Table,
        "payroll.incoming-file",
        PayrollJson.Default.IncomingFile
    );

    private static readonly TimeSpan WakeAgain = TimeSpan.FromHours(1);

    internal string IdOf(string sha256) => ids.For("payroll", "payroll.incoming-file", sha256);

    /// <summary>Where the copy lies from which lines are booked.</summary>
    internal static string CopyOf(string sha256) => $"{DropContainer.Taken}{sha256}.csv";

    internal Task<Snapshot<IncomingFile>> ReadAsync(string id, CancellationToken cancellation) => store.ReadAsync(Kind, id, cancellation);

    /// <summary>Takes the file in, or finds it taken in before.</summary>
    internal async Task<Result<Done>> OpenAsync(IncomingFile file, CancellationToken cancellation)
    {
        var happened = file.Status == IncomingStatus.Refused ? IncomingFileEvents.Refused : IncomingFileEvents.SliceDue;
        var wake = IncomingFileEvents.SliceDue.With(new IncomingFileMoved(file.Id, 0));
        var commit = new Commit<IncomingFile>(file)
        {
            Events = [happened.With(new IncomingFileMoved(file.Id, 0))],
            Due =
                file.Status == IncomingStatus.Refused
                    ? []
                    : [new DueWork(file.ReceivedAt + WakeAgain, PayrollModule.JobQueue, wake.Type, wake.Version, wake.Data)],
        };
        var applied = await runner.RunAsync(
            Kind,
            file.Id,
            new CommandIdentity("take", "take", ""),
            before => before.State is null ? commit : PayrollErrors.RequestNotOpen,
            cancellation
        );
        return applied.Error is { } error && error != PayrollErrors.RequestNotOpen ? error : Done.Value;
    }

    /// <summary>Commits one slice; somebody else's in between is <c>platform.precondition-failed</c>.</summary>
    internal async Task<Result<IncomingFile>> StepAsync(
        Snapshot<IncomingFile> before,
        IncomingFile after,
        EventKind<IncomingFileMoved> happened,
        CancellationToken cancellation
    )
    {
        var step = string.Create(CultureInfo.InvariantCulture, $"{after.Status}-{after.Slices}");
        var commit = new Commit<IncomingFile>(after) { Events = [happened.With(new IncomingFileMoved(after.Id, after.Counts.Total))] };
        var receipt = await store.CommitAsync(Kind, before, new CommandIdentity(step, step, ""), commit, cancellation);
        return receipt.Error is { } error ? error : after;
    }
}
