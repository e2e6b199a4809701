namespace Serverless.App.Membership.Incidents;

/// <summary>An incident as counsel sees it.</summary>
/// <param name="IsLate">Whether the authority heard of it too late, or should have by now.</param>
/// <param name="HoursLeft">Until the notice must be out; null once it is.</param>
internal sealed record IncidentView(
    string Id,
    string Kind,
    string Summary,
    int Affected,
    IncidentStatus Status,
    DateTimeOffset DetectedAt,
    DateTimeOffset NotifyBy,
    bool IsLate,
    int? HoursLeft,
    DateTimeOffset? NotifiedAt,
    string? Reference,
    IReadOnlyList<IncidentEvidence> Evidence,
    DateTimeOffset? ClosedAt,
    string? Conclusion,
    string RegisteredBy
)
{
    internal static string Address(string id) => $"/api/v1/membership{RegisterIncident.Route}/{id}";

    internal static IncidentView Of(SecurityIncident incident, DateTimeOffset now) =>
        new(
            incident.Id,
            incident.Kind,
            incident.Summary,
            incident.Affected,
            incident.Status,
            incident.DetectedAt,
            incident.NotifyBy,
            incident.IsLate(now),
            incident.Status == IncidentStatus.Open ? Math.Max(0, (int)(incident.NotifyBy - now).TotalHours) : null,
            incident.NotifiedAt,
            incident.Reference,
            incident.Evidence,
            incident.ClosedAt,
            incident.Conclusion,
            incident.RegisteredBy
        );
}
