using System.Collections.Immutable;

namespace Serverless.App.Contracts.Letters;

/// <summary>How far a beneficiary letter has come (domain.md §5.1).</summary>
internal enum LetterStatus
{
    /// <summary>Presented; says nothing until it is signed.</summary>
    Draft,
    InForce,
    Superseded,
    Revoked,

    /// <summary>A death was reported: this letter decides, and nobody changes it any more.</summary>
    Frozen,

    /// <summary>Signed after the reported death, or about a version that was gone.</summary>
    Void,
}

/// <summary>One letter; whom it names is in the encrypted row <c>letter{version}</c>.</summary>
internal sealed record Letter(int Version, string DocumentId, DateTimeOffset DraftedAt)
{
    public LetterStatus Status { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>All letters of a member, in one partition: at most one is in force, whatever runs at the same time.</summary>
internal sealed record LetterBook(string MemberId)
{
    public ImmutableArray<Letter> Letters { get; init; } = [];

    /// <summary>When a death was reported; nothing is drafted, signed or revoked afterwards.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

    internal int NextVersion => Letters.Length == 0 ? 1 : Letters[^1].Version + 1;

    /// <summary>The letter that decides who is paid.</summary>
    internal Letter? Deciding => Letters.FirstOrDefault(letter => letter.Status is LetterStatus.InForce or LetterStatus.Frozen);
}
