using Serverless.App.Contracts.Messages;

namespace Serverless.App.Contracts.Documents;

/// <summary>A document as its member sees it.</summary>
/// <param name="Kind">For programs; <paramref name="Name"/> is for people.</param>
/// <param name="Sha256">Of the file that counts now: the sealed one once there is one.</param>
/// <param name="VerifyCode">As printed on the paper.</param>
/// <param name="Confirmation">What to ask a code for; only while it waits for the signature.</param>
internal sealed record DocumentView(
    string Id,
    string Kind,
    string Name,
    string SubjectId,
    string Status,
    string StatusText,
    string Sha256,
    long Length,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SignUntil,
    DateTimeOffset? SignedAt,
    DateTimeOffset? SealedAt,
    DateTimeOffset? TimeStampedAt,
    DateOnly? ValidUntil,
    string VerifyCode,
    SigningAct? Confirmation
)
{
    internal static DocumentView Of(ContractDocument document, VerifyCodes codes) =>
        new(
            document.Id,
            document.Kind,
            DocumentWords.NameOf(document.Kind),
            document.SubjectId,
            DocumentWords.CodeOf(document.Status),
            DocumentWords.TextOf(document.Status),
            document.Current.Sha256,
            document.Current.Length,
            document.CreatedAt,
            document.SignUntil,
            document.SignedAt,
            document.SealedAt,
            document.TimeStampedAt,
            document.ValidUntil,
            codes.Of(document.Id),
            document.Status == DocumentStatus.Presented && DocumentKinds.IsSigned(document.Kind) ? SigningAct.Of(document) : null
        );
}

/// <summary>A page of documents.</summary>
/// <param name="Next">Cursor of the next page; null at the end.</param>
internal sealed record DocumentList(IReadOnlyList<DocumentView> Items, string? Next);
