using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Membership.Incidents;

/// <summary>The part of the membership module that keeps the register of security incidents.</summary>
internal static class IncidentModule
{
    internal static IServiceCollection AddIncidents(this IServiceCollection services) =>
        services
            .AddSingleton(_ => IncidentTerms.Shipped())
            .AddSingleton<IncidentStore>()
            .AddSingleton<RegisterIncident>()
            .AddSingleton<MoveIncident>()
            .AddSingleton<WarnOfNotice>();

    internal static void MapIncidents(this RouteGroupBuilder membership)
    {
        RegisterIncident.Map(membership);
        MoveIncident.Map(membership);
        GetSecurityIncidents.Map(membership);
    }

    internal static QueueHandlers OnIncidents(this QueueHandlers events) =>
        events.On<WarnOfNotice, IncidentMoved>(
            IncidentEvents.NoticeDue.Message,
            (warn, due, context, c) => warn.WarnAsync(due, context, c)
        );
}
