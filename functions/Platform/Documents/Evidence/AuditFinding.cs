namespace Serverless.Platform.Documents.Evidence;

/// <summary>What an audit found wrong.</summary>
public enum AuditFindingKind
{
    /// <summary>A manifest is missing, out of order, or not what was stamped.</summary>
    ManifestBroken,

    /// <summary>The token of a manifest does not hold or states a time before the manifest's cut-off.</summary>
    StampBroken,

    /// <summary>Hashes do not fit each other: a change by someone who did not recompute them.</summary>
    ChainBroken,

    /// <summary>Events that a manifest covers are not the ones it covered.</summary>
    Edited,

    /// <summary>Fewer events than a manifest covered, or a gap in their numbers.</summary>
    Removed,

    /// <summary>Times that run backwards inside a chain.</summary>
    Reordered,

    /// <summary>An event claims a time that a manifest had closed without it.</summary>
    BackDated,
}

/// <summary>One finding: which chain, and between which events the change lies.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Chain">Id of the chain; empty for findings about manifests.</param>
/// <param name="From">First event number that may be affected, or the number of the manifest.</param>
/// <param name="To">Last event number that may be affected.</param>
public sealed record AuditFinding(AuditFindingKind Kind, string Chain, long From, long To);
