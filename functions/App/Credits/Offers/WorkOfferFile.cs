using Serverless.Platform.Bulk;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Offers;

/// <summary>The job behind a large file of offers (decision 16): part after part of a thousand lines, each with a commit.</summary>
internal sealed class WorkOfferFile(OfferFileStore files, ImportOffers import, BulkLanes lanes, BulkCursor cursor)
{
    internal Task<MessageOutcome> WorkAsync(OfferFileMoved due, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var job = new BulkJob<OfferFile>(c => files.ReadAsync(due.FileId, c), file => file.IsDone, StepAsync) { Settle = SettleAsync };
        return cursor.RunAsync(job, cancellation);
    }

    private async Task<Result<OfferFile>> StepAsync(Snapshot<OfferFile> before, bool isLast, CancellationToken cancellation)
    {
        var file = before.State!;
        var lines = await files.PartAsync(file, cancellation);
        await lanes.RunAsync(lines.Count, (index, c) => TakeAsync(file, file.Done + index + 1, lines[index], c), cancellation);
        return await files.StepAsync(before, file with { Done = file.Done + lines.Count }, isLast, cancellation);
    }

    /// <summary>Nobody needs the lines of a file that is done.</summary>
    private async Task<Result<Done>> SettleAsync(OfferFile file, CancellationToken cancellation)
    {
        if (file.IsDone)
        {
            await files.RemoveAsync(file, cancellation);
        }

        return Done.Value;
    }

    private async Task TakeAsync(OfferFile file, int number, string text, CancellationToken cancellation)
    {
        var fields = CsvFields.Split(text);
        var taken = fields is null
            ? OfferErrors.LineInvalid
            : await import.TakeAsync(file.Campaign, new CsvRecord(number, 0, number + 1, fields, null), cancellation);
        if (taken.Error is { } wrong)
        {
            await files.NoteErrorAsync(file, number, wrong.Code, cancellation);
        }
    }
}
