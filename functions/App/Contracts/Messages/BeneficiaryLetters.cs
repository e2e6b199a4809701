using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Letters;
using Serverless.App.Contracts.Messages.Templates;

namespace Serverless.App.Contracts.Messages;

/// <summary>The letter that decides who is paid at a member's death; the people in it are personal data.</summary>
/// <param name="IsFrozen">A death was reported; it cannot change any more.</param>
internal sealed record LetterInForce(
    int Version,
    string DocumentId,
    DateTimeOffset SignedAt,
    bool IsFrozen,
    IReadOnlyList<Beneficiary> Primary,
    IReadOnlyList<Beneficiary> Substitutes
)
{
    public override string ToString() => $"{nameof(LetterInForce)} {DocumentId}";
}

/// <summary>What other contexts ask about beneficiary letters.</summary>
internal sealed class BeneficiaryLetters(LetterStore letters, DocumentStore documents, TimeProvider time)
{
    /// <summary>Null when no letter is in force: the legal heirs are paid then. Null too after erasure.</summary>
    internal async Task<LetterInForce?> ReadAsync(string memberId, CancellationToken cancellation)
    {
        var known = await letters.ReadAsync(memberId, cancellation);
        return known.Book.Deciding is { SignedAt: { } signedAt } letter && known.PeopleOf(letter.Version) is { } people
            ? new LetterInForce(
                letter.Version,
                letter.DocumentId,
                signedAt,
                letter.Status == LetterStatus.Frozen,
                people.Primary,
                people.Substitutes
            )
            : null;
    }

    /// <summary>The newest letter while it waits for the signature; null when there is none, or its time to sign is over.</summary>
    internal async Task<PresentedDocument?> FindDraftAsync(string memberId, CancellationToken cancellation) =>
        (await letters.ReadAsync(memberId, cancellation)).Book.Letters is [.., { Status: LetterStatus.Draft } newest]
        && (await documents.ReadAsync(newest.DocumentId, cancellation)).State is { } paper
        && DocumentRules.MayBeSigned(paper, time.GetUtcNow()).IsSuccess
            ? PutDocument.Presented(paper)
            : null;

    /// <summary>A letter is in force, or the newest one is signed and takes effect within seconds.</summary>
    internal async Task<bool> IsSignedAsync(string memberId, CancellationToken cancellation)
    {
        var book = (await letters.ReadAsync(memberId, cancellation)).Book;
        return book.Deciding is not null
            || (
                book.Letters is [.., { Status: LetterStatus.Draft } newest]
                && (await documents.ReadAsync(newest.DocumentId, cancellation)).State?.Facts() is { IsSignedAndValid: true }
            );
    }
}
