using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Offers;

/// <summary>
/// The job behind a large file of offers (decision 16): slice after slice of a thousand lines. Woken twice, the second worker finds the
/// job busy and comes back; stopped anywhere, the next message goes on from the last saved line.
/// </summary>
internal sealed class WorkOfferFile(OfferFileStore files, ImportOffers import, BulkJobs jobs, TimeProvider time)
{
    /// <summary>After this time the rest is left to the next message, so that the host may stop the instance between two.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(60);

    internal static string JobOf(string fileId) => $"offers-{fileId}";

    internal async Task<MessageOutcome> WorkAsync(OfferFileMoved due, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        if (await files.FindAsync(due.FileId, cancellation) is not { } file || file.Round != due.Round)
        {
            return MessageOutcome.Done;
        }

        var began = time.GetUtcNow();
        while (true)
        {
            var slice = await jobs.RunSliceAsync(
                JobOf(file.Id),
                (from, c) => files.LinesAsync(file, from, c),
                (line, c) => TakeAsync(file, line.Number, line.Text, c),
                cancellation
            );
            if (slice.Error is { } busy)
            {
                return MessageOutcome.Retry(busy);
            }

            if (slice.Value.IsDone)
            {
                await files.RemoveAsync(file, cancellation);
                return MessageOutcome.Done;
            }

            if (time.GetUtcNow() - began >= Turn)
            {
                return MessageOutcome.From(await files.GoOnAsync(file, cancellation));
            }
        }
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
