using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Letters;

/// <summary>What happens to letters; whom they name is in no event.</summary>
internal static class LetterEvents
{
    internal static readonly EventKind<LetterMoved> Drafted = new("contracts.letter-drafted", ContractsJson.Default.LetterMoved);

    /// <summary>In force from the time of its signature; earlier ones are superseded by it.</summary>
    internal static readonly EventKind<LetterMoved> Signed = new("contracts.letter-signed", ContractsJson.Default.LetterMoved);

    internal static readonly EventKind<LetterMoved> Revoked = new("contracts.letter-revoked", ContractsJson.Default.LetterMoved);

    /// <summary>The member was erased: whom these letters named nobody can read any more.</summary>
    internal static readonly EventKind<LettersForgotten> Forgotten = new(
        "contracts.letters-forgotten",
        ContractsJson.Default.LettersForgotten
    );

    internal static readonly EventKind<LettersFrozen> Frozen = new("contracts.letters-frozen", ContractsJson.Default.LettersFrozen);
}

/// <param name="Status">Where it stands after this.</param>
internal sealed record LetterMoved(string MemberId, int Version, string DocumentId, LetterStatus Status, DateTimeOffset At);

/// <param name="IsWhole">No letter was signed: the key went too.</param>
internal sealed record LettersForgotten(string MemberId, IReadOnlyList<int> Versions, bool IsWhole);

/// <param name="At">Of the report.</param>
/// <param name="Version">The letter that decides; null when there is none.</param>
internal sealed record LettersFrozen(string MemberId, DateTimeOffset At, int? Version);
