using Serverless.App.Membership.Messages;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Export;

/// <summary>How far a copy of a member's data is.</summary>
internal enum DataExportStatus
{
    Pending,
    Ready,

    /// <summary>Its time is over and the file is gone.</summary>
    Removed,
}

/// <summary>The newest copy that a member asked for; the data itself is in a sealed file.</summary>
/// <param name="Asked">When copies were asked for within the last day.</param>
internal sealed record DataExport(string MemberId, string Id, DateTimeOffset AskedAt, IReadOnlyList<DateTimeOffset> Asked)
{
    public DataExportStatus Status { get; init; }

    public DateTimeOffset? ReadyAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Of the JSON, lower-case hex: whoever has the file can tell that it is the one that was made.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>The audit trail of copies: ids and hashes.</summary>
internal static class DataExportEvents
{
    /// <summary>Whoever hears this makes the copy.</summary>
    internal static readonly EventKind<DataExportMoved> Asked = new("membership.data-export-asked", MembershipJson.Default.DataExportMoved);

    internal static readonly EventKind<DataExportMoved> Made = new("membership.data-export-made", MembershipJson.Default.DataExportMoved);

    /// <summary>Its time is over.</summary>
    internal static readonly EventKind<DataExportMoved> RemovalDue = new(
        "membership.data-export-removal-due",
        MembershipJson.Default.DataExportMoved
    );

    internal static readonly EventKind<DataExportMoved> Taken = new("membership.data-export-taken", MembershipJson.Default.DataExportMoved);
}

/// <param name="Sha256">Of the JSON; null before there is one.</param>
internal sealed record DataExportMoved(string MemberId, string ExportId, string? Sha256);

/// <summary>Everything that the fund knows of a member, unmasked: it is theirs.</summary>
/// <param name="At">The moment that the copy shows.</param>
/// <param name="Held">One part for each context.</param>
internal sealed record DataCopy(string MemberId, DateTimeOffset At, IReadOnlyList<HeldData> Held);
