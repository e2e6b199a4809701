namespace Serverless.Durable;

/// <summary>Which versions of orchestrations this deployment takes.</summary>
public enum VersionMatchStrategy
{
    /// <summary>Any.</summary>
    None,

    /// <summary>Exactly its own.</summary>
    Strict,

    /// <summary>Its own and older ones.</summary>
    CurrentOrOlder,
}

/// <summary>What becomes of an instance whose version this deployment does not take.</summary>
public enum VersionFailureStrategy
{
    /// <summary>Left for a deployment that takes it; the host asks again.</summary>
    Reject,

    /// <summary>Failed with VersionMismatch.</summary>
    Fail,
}

/// <summary>Versions of orchestrations. A version given at the start is part of the instance for life.</summary>
public sealed record DurableVersioning
{
    /// <summary>This deployment's own version; empty is older than any other.</summary>
    public string Version { get; init; } = "";

    /// <summary>For sub-orchestrations started without one; null gives none.</summary>
    public string? DefaultVersion { get; init; }

    public VersionMatchStrategy MatchStrategy { get; init; }

    public VersionFailureStrategy FailureStrategy { get; init; }

    internal bool Takes(string version) =>
        MatchStrategy switch
        {
            VersionMatchStrategy.Strict => Compare(version, Version) == 0,
            VersionMatchStrategy.CurrentOrOlder => Compare(version, Version) <= 0,
            _ => true,
        };

    /// <summary>Dotted numbers as numbers, anything else ordinally without case.</summary>
    private static int Compare(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length.CompareTo(right.Length);
        }

        return System.Version.TryParse(left, out var a) && System.Version.TryParse(right, out var b)
            ? a.CompareTo(b)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
