namespace Serverless.App.Payroll.Outgoing;

/// <summary>
/// An outgoing file as the officer follows it. Lines and céntimos add up: requested = applied + rejected + unmatched + pending.
/// </summary>
/// <param name="Status"><c>ordered</c>, <c>planned</c>, <c>marked</c>, <c>written</c> or <c>empty</c>.</param>
/// <param name="Sha256">Of the bytes before the trailer, as the trailer has it.</param>
/// <param name="TakenCentimos">What payroll really took; less than applied where it took a part.</param>
internal sealed record OutgoingFileView(
    string Id,
    string Ugel,
    string Period,
    int Number,
    string Status,
    string? Sha256,
    LineSum Requested,
    LineSum Applied,
    LineSum Rejected,
    LineSum Unmatched,
    LineSum Pending,
    long TakenCentimos,
    DateTimeOffset OrderedAt,
    DateTimeOffset? WrittenAt
)
{
    internal static OutgoingFileView Of(OutgoingFile file) =>
        new(
            file.Id,
            file.Ugel,
            file.Period,
            file.Number,
            file.Status.ToString().ToLowerInvariant(),
            file.Status == OutgoingStatus.Written ? file.Sha256 : null,
            new LineSum(file.Lines, file.Centimos),
            new LineSum(file.Answers.Applied, file.Answers.AppliedCentimos),
            new LineSum(file.Answers.Rejected, file.Answers.RejectedCentimos),
            new LineSum(file.Answers.Unmatched, file.Answers.UnmatchedCentimos),
            new LineSum(file.PendingLines, file.PendingCentimos),
            file.Answers.TakenCentimos,
            file.OrderedAt,
            file.WrittenAt
        );

    internal static string Address(string id) => $"/api/v1/payroll{PostOutgoingFile.Route}/{id}";
}

/// <summary>Lines and what was requested with them, in céntimos.</summary>
internal sealed record LineSum(int Lines, long Centimos);
