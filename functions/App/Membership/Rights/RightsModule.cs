using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Reports;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Membership.Rights;

/// <summary>The part of the membership module that answers for data: to the member, and in numbers to the fund.</summary>
internal static class RightsModule
{
    internal static readonly IReadOnlyList<Route> Routes = [new(MembershipEvents.AffiliationActivated.Type, MembershipQueue.Name)];

    internal static IServiceCollection AddRights(this IServiceCollection services) =>
        services
            .AddSingleton<GetAccessLog>()
            .AddSingleton<ExportMyData>()
            .AddSingleton<CountAcquisition>()
            .AddSingleton<GetAcquisitionReport>();

    internal static void MapRights(this RouteGroupBuilder membership)
    {
        GetAccessLog.Map(membership);
        ExportMyData.Map(membership);
        GetAcquisitionReport.Map(membership);
    }

    internal static QueueHandlers OnReports(this QueueHandlers events) =>
        events.On<CountAcquisition, AffiliationActivated>(
            MembershipEvents.AffiliationActivated.Message,
            (count, activated, context, c) => count.HandleAsync(activated, context, c)
        );
}
