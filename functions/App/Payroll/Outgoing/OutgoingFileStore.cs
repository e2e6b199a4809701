using System.Globalization;
using Serverless.App.Payroll.Layout;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>Where outgoing files are kept, how each step is committed, and which file answers to a UGEL and number.</summary>
internal sealed class OutgoingFileStore(AggregateStore store, CommandRunner runner, SortedLists lists, DerivedIds ids)
{
    internal static readonly AggregateKind<OutgoingFile> Kind = new(
        PayrollModule.Table,
        "payroll.outgoing-file",
        PayrollJson.Default.OutgoingFile
    );

    /// <summary>Should the job's message be lost to the poison queue, the job is woken once more after this time.</summary>
    private static readonly TimeSpan WakeAgain = TimeSpan.FromHours(1);

    /// <summary>Newest first.</summary>
    internal const string List = "payroll-outgoing";

    internal string IdOf(string ugel, int number) =>
        ids.For("payroll", "payroll.outgoing-file", string.Create(CultureInfo.InvariantCulture, $"{ugel}|{number}"));

    internal Task<Snapshot<OutgoingFile>> ReadAsync(string id, CancellationToken cancellation) => store.ReadAsync(Kind, id, cancellation);

    /// <summary>Our file that an answer's header names; null when we never made it.</summary>
    internal async Task<OutgoingFile?> FindAsync(ResultHeader header, CancellationToken cancellation) =>
        (await ReadAsync(IdOf(header.Ugel, header.Number), cancellation)).State is { } file
        && file.Period == header.Period.ToString()
        && file.Status != OutgoingStatus.Empty
            ? file
            : null;

    /// <summary>The file of a number, ordered now if it was not.</summary>
    internal async Task<Result<OutgoingFile>> OpenAsync(
        string ugel,
        PayrollPeriod period,
        int number,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var file = new OutgoingFile(IdOf(ugel, number), ugel, period.ToString(), number, now);
        if ((await ReadAsync(file.Id, cancellation)).State is { } known)
        {
            return known;
        }

        await lists.PutAsync(List, EntryOf(file), cancellation);
        var step = OutgoingFileEvents.StepDue.With(OutgoingFileEvents.Of(file));
        var commit = new Commit<OutgoingFile>(file)
        {
            Events = [step],
            Due = [new DueWork(now + WakeAgain, PayrollModule.JobQueue, step.Type, step.Version, step.Data)],
        };
        var applied = await runner.RunAsync(
            Kind,
            file.Id,
            new CommandIdentity("order", "order", ""),
            before => before.State is null ? commit : PayrollErrors.RequestNotOpen,
            cancellation
        );
        return applied.Error is { } error && error != PayrollErrors.RequestNotOpen
            ? error
            : (await ReadAsync(file.Id, cancellation)).State!;
    }

    /// <summary>Commits one step of the job; somebody else's step in between is <c>platform.precondition-failed</c>.</summary>
    internal async Task<Result<OutgoingFile>> StepAsync(
        Snapshot<OutgoingFile> before,
        OutgoingFile after,
        EventKind<OutgoingFileMoved> happened,
        CancellationToken cancellation,
        params DueWork[] due
    )
    {
        var step = string.Create(CultureInfo.InvariantCulture, $"{after.Status}-{after.MarkedParts}");
        var commit = new Commit<OutgoingFile>(after) { Events = [happened.With(OutgoingFileEvents.Of(after))], Due = due };
        var receipt = await store.CommitAsync(Kind, before, new CommandIdentity(step, step, ""), commit, cancellation);
        return receipt.Error is { } error ? error : after;
    }

    /// <summary>Adds what an answer came to, once for each answer.</summary>
    internal async Task<Result<Applied<OutgoingFile>>> TallyAsync(
        string id,
        string answerId,
        AnswerTally tally,
        CancellationToken cancellation
    ) =>
        await runner.RunAsync(
            Kind,
            id,
            new CommandIdentity($"answer-{answerId}", answerId, ""),
            before =>
            {
                var after = OutgoingFileRules.Tally(before.State!, tally);
                return new Commit<OutgoingFile>(after)
                {
                    InboxMessageId = $"answer-{answerId}",
                    Events = [OutgoingFileEvents.Answered.With(OutgoingFileEvents.Of(after))],
                };
            },
            cancellation
        );

    private static ListEntry EntryOf(OutgoingFile file) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - file.OrderedAt.UtcTicks:D19}|{file.Id}"),
            file.Id
        );
}
