using System.Collections.Frozen;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Incidents;

/// <summary>How an incident is registered, shown to the authority and closed. Pure.</summary>
internal static class IncidentRules
{
    internal static readonly FrozenSet<string> Kinds = FrozenSet.Create("access", "loss", "disclosure", "alteration", "unavailability");

    internal static readonly Error NotFound = Error.NotFound("membership.incident-not-found");
    internal static readonly Error Invalid = Error.Unprocessable("membership.incident-invalid");
    internal static readonly Error AlreadyNotified = Error.Conflict("membership.incident-notified");
    internal static readonly Error NotNotified = Error.Conflict("membership.incident-not-notified");
    internal static readonly Error IsClosed = Error.Conflict("membership.incident-closed");

    private const int MostEvidence = 100;

    internal static bool IsText(string? text) => text?.Trim().Length is >= 10 and <= 1000;

    internal static bool IsHash(string? text) => text?.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The clock runs from when it was detected, not from when somebody typed it in.</summary>
    internal static Result<SecurityIncident> Register(SecurityIncident wished, IncidentTerms terms, DateTimeOffset now) =>
        Kinds.Contains(wished.Kind) && IsText(wished.Summary) && wished.Affected >= 0 && wished.DetectedAt <= now
            ? wished with
            {
                NotifyBy = wished.DetectedAt + terms.Notice,
            }
            : Invalid;

    internal static Result<SecurityIncident> Add(SecurityIncident incident, IncidentEvidence evidence) =>
        incident.Status == IncidentStatus.Closed ? IsClosed
        : !IsHash(evidence.Sha256) || !IsText(evidence.Note) || incident.Evidence.Count >= MostEvidence ? Invalid
        : incident with { Evidence = [.. incident.Evidence, evidence] };

    /// <param name="at">When the authority took the notice.</param>
    internal static Result<SecurityIncident> Notify(SecurityIncident incident, string? reference, DateTimeOffset at, DateTimeOffset now) =>
        incident.Status != IncidentStatus.Open ? AlreadyNotified
        : reference?.Trim().Length is not (>= 3 and <= 100) || at > now || at < incident.DetectedAt ? Invalid
        : incident with { Status = IncidentStatus.Notified, NotifiedAt = at, Reference = reference.Trim() };

    /// <summary>Nothing is closed that the authority has not heard of.</summary>
    internal static Result<SecurityIncident> Close(SecurityIncident incident, string? conclusion, DateTimeOffset now) =>
        incident.Status == IncidentStatus.Closed ? IsClosed
        : incident.Status == IncidentStatus.Open ? NotNotified
        : !IsText(conclusion) ? Invalid
        : incident with { Status = IncidentStatus.Closed, ClosedAt = now, Conclusion = conclusion!.Trim() };
}
