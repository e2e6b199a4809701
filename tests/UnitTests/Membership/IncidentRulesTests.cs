using Serverless.App.Membership.Incidents;

namespace Serverless.UnitTests.Membership;

/// <summary>DS 016-2024-JUS: a security incident is told to the authority within 48 hours.</summary>
public sealed class IncidentRulesTests
{
    private static readonly DateTimeOffset Seen = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);

    private static readonly IncidentTerms Terms = IncidentTerms.Shipped().At(new DateOnly(2026, 11, 20)).Value;

    private static SecurityIncident Wished => new("i-1", "disclosure", "Una copia quedó en un disco sin cifrar.", 120, Seen, Seen, "lucia");

    [Fact]
    public void Clock_runs_from_when_it_was_seen_and_not_from_when_it_was_entered()
    {
        var incident = IncidentRules.Register(Wished, Terms, Seen.AddHours(30)).Value;

        Assert.Equal(Seen.AddHours(48), incident.NotifyBy);
        Assert.False(incident.IsLate(Seen.AddHours(48)));
        Assert.True(incident.IsLate(Seen.AddHours(48).AddSeconds(1)));
    }

    [Fact]
    public void Notice_that_came_in_time_stays_in_time_for_ever()
    {
        var incident = IncidentRules.Register(Wished, Terms, Seen).Value;

        var notified = IncidentRules.Notify(incident, "ANPD-77", Seen.AddHours(20), Seen.AddHours(60)).Value;

        Assert.False(notified.IsLate(Seen.AddDays(400)));
        Assert.Equal(
            "membership.incident-notified",
            IncidentRules.Notify(notified, "ANPD-78", Seen.AddHours(21), Seen.AddHours(60)).Error!.Code
        );
    }

    [Fact]
    public void Nothing_is_closed_that_the_authority_has_not_heard_of()
    {
        var incident = IncidentRules.Register(Wished, Terms, Seen).Value;
        var notified = IncidentRules.Notify(incident, "ANPD-77", Seen.AddHours(1), Seen.AddHours(1)).Value;

        Assert.Equal("membership.incident-not-notified", IncidentRules.Close(incident, "Se cifró el disco.", Seen.AddDays(1)).Error!.Code);
        var closed = IncidentRules.Close(notified, "Se cifró el disco.", Seen.AddDays(1)).Value;
        Assert.Equal("membership.incident-closed", IncidentRules.Close(closed, "Se cifró el disco.", Seen.AddDays(1)).Error!.Code);
    }

    [Theory]
    [InlineData("gossip", "Una copia quedó en un disco.", 1, 0)]
    [InlineData("loss", "corto", 1, 0)]
    [InlineData("loss", "Una copia quedó en un disco.", -1, 0)]
    [InlineData("loss", "Una copia quedó en un disco.", 1, 5)]
    public void Nonsense_is_refused(string kind, string summary, int affected, int hoursAhead)
    {
        var wished = Wished with { Kind = kind, Summary = summary, Affected = affected, DetectedAt = Seen.AddHours(hoursAhead) };

        Assert.Equal("membership.incident-invalid", IncidentRules.Register(wished, Terms, Seen).Error!.Code);
    }
}
