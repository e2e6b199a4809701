using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Incidents;

/// <summary>How far an incident has come.</summary>
internal enum IncidentStatus
{
    /// <summary>The authority has not heard of it.</summary>
    Open,
    Notified,
    Closed,
}

/// <summary>A file that shows something, kept where the fund keeps evidence; here is its hash.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Note">What it shows, without data of persons.</param>
internal sealed record IncidentEvidence(string Sha256, string Note, string Officer, DateTimeOffset At);

/// <summary>A security incident with personal data (DS 016-2024-JUS). Texts are about systems, never about persons.</summary>
/// <param name="Kind">One of <see cref="IncidentRules.Kinds"/>.</param>
/// <param name="Affected">About how many people.</param>
/// <param name="NotifyBy">When the authority must have heard of it, UTC.</param>
internal sealed record SecurityIncident(
    string Id,
    string Kind,
    string Summary,
    int Affected,
    DateTimeOffset DetectedAt,
    DateTimeOffset NotifyBy,
    string RegisteredBy
)
{
    public IncidentStatus Status { get; init; }

    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>The authority's number for the notice.</summary>
    public string? Reference { get; init; }

    public IReadOnlyList<IncidentEvidence> Evidence { get; init; } = [];

    public DateTimeOffset? ClosedAt { get; init; }

    public string? Conclusion { get; init; }

    /// <summary>Whether the notice came too late, or has not come and its time is over.</summary>
    internal bool IsLate(DateTimeOffset now) => (NotifiedAt ?? now) > NotifyBy;
}

/// <summary>The audit trail: every step, by whom.</summary>
internal static class IncidentEvents
{
    internal static readonly EventKind<IncidentMoved> Registered = new(
        "membership.incident-registered",
        MembershipJson.Default.IncidentMoved
    );

    internal static readonly EventKind<IncidentMoved> EvidenceAdded = new(
        "membership.incident-evidence-added",
        MembershipJson.Default.IncidentMoved
    );

    internal static readonly EventKind<IncidentMoved> Notified = new("membership.incident-notified", MembershipJson.Default.IncidentMoved);

    internal static readonly EventKind<IncidentMoved> Closed = new("membership.incident-closed", MembershipJson.Default.IncidentMoved);

    /// <summary>The clock of the notice rings.</summary>
    internal static readonly EventKind<IncidentMoved> NoticeDue = new(
        "membership.incident-notice-due",
        MembershipJson.Default.IncidentMoved
    );
}

/// <param name="Detail">Hash of the evidence or number of the notice; null for other steps.</param>
internal sealed record IncidentMoved(string IncidentId, string Officer, string? Detail);
