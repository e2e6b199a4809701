using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Letters;

/// <summary>What happens to a member's letters: the newest signed one revokes the earlier ones, a reported death freezes them. Pure.</summary>
internal static class LetterRules
{
    /// <summary>A new draft; older drafts stay and can no longer be signed.</summary>
    internal static Result<LetterBook> Draft(LetterBook book, int version, string documentId, DateTimeOffset now) =>
        book.FrozenAt is not null ? LetterErrors.Frozen
        : book.NextVersion != version ? LetterErrors.Changed
        : book with { Letters = [.. book.Letters, new Letter(version, documentId, now)] };

    /// <summary>Letters that nobody has signed yet; none once a death was reported, for then nothing about letters changes.</summary>
    internal static IEnumerable<Letter> Drafts(LetterBook book) =>
        book.FrozenAt is not null ? [] : book.Letters.Where(letter => letter.Status == LetterStatus.Draft);

    /// <summary>Drafts whose people are erased say nothing any more and can never be signed.</summary>
    /// <returns>The book, or <c>contracts.no-letter</c> when nothing is left to do.</returns>
    internal static Result<LetterBook> Forget(LetterBook book, IReadOnlySet<int> versions, DateTimeOffset now)
    {
        var drafts = Drafts(book).Where(letter => versions.Contains(letter.Version)).ToList();
        return drafts.Count == 0
            ? LetterErrors.None
            : drafts.Aggregate(book, (before, draft) => Replace(before, draft with { Status = LetterStatus.Void, EndedAt = now }));
    }

    /// <summary>Whether this document may be signed now.</summary>
    internal static Result<Letter> MayBeSigned(LetterBook book, string documentId) =>
        book.FrozenAt is not null ? LetterErrors.Frozen
        : book.Letters is [.., var newest] && newest.DocumentId == documentId && newest.Status == LetterStatus.Draft ? newest
        : LetterErrors.NotNewest;

    /// <summary>
    /// A letter was signed. It takes effect at the time of its signature, so messages that arrive late or in another order come to the same
    /// end; one that was signed after the reported death never takes effect.
    /// </summary>
    /// <returns>The book, or <c>contracts.no-letter</c> when nothing is left to do.</returns>
    internal static Result<LetterBook> Sign(LetterBook book, string documentId, DateTimeOffset signedAt)
    {
        var signed = book.Letters.FirstOrDefault(letter => letter.DocumentId == documentId && letter.Status == LetterStatus.Draft);
        if (signed is null)
        {
            return LetterErrors.None;
        }

        var late = book.FrozenAt <= signedAt;
        var later = book
            .Letters.Where(letter => letter.Status != LetterStatus.Void && letter.SignedAt > signedAt)
            .Select(letter => letter.SignedAt)
            .Min();
        var status =
            late ? LetterStatus.Void
            : later is not null ? LetterStatus.Superseded
            : book.FrozenAt is not null ? LetterStatus.Frozen
            : LetterStatus.InForce;
        var after = Replace(book, signed with { Status = status, SignedAt = signedAt, EndedAt = late ? signedAt : later });
        return status is LetterStatus.InForce or LetterStatus.Frozen ? EndEarlier(after, signed.Version, signedAt) : after;
    }

    /// <summary>The member takes the letter in force back without naming anybody else.</summary>
    internal static Result<LetterBook> Revoke(LetterBook book, DateTimeOffset now) =>
        book.FrozenAt is not null ? LetterErrors.Frozen
        : book.Deciding is { } inForce ? Replace(book, inForce with { Status = LetterStatus.Revoked, EndedAt = now })
        : LetterErrors.None;

    /// <summary>A death was reported; the earliest report counts.</summary>
    internal static Result<LetterBook> Freeze(LetterBook book, DateTimeOffset at)
    {
        if (book.FrozenAt <= at)
        {
            return LetterErrors.Frozen;
        }

        var frozen = book with { FrozenAt = at };
        return book.Deciding is { } inForce ? Replace(frozen, inForce with { Status = LetterStatus.Frozen }) : frozen;
    }

    private static LetterBook EndEarlier(LetterBook book, int version, DateTimeOffset at) =>
        book with
        {
            Letters =
            [
                .. book.Letters.Select(letter =>
                    letter.Version != version && letter.Status is (LetterStatus.InForce or LetterStatus.Frozen)
                        ? letter with
                        {
                            Status = LetterStatus.Superseded,
                            EndedAt = at,
                        }
                        : letter
                ),
            ],
        };

    private static LetterBook Replace(LetterBook book, Letter letter) =>
        book with
        {
            Letters = [.. book.Letters.Select(one => one.Version == letter.Version ? letter : one)],
        };
}
