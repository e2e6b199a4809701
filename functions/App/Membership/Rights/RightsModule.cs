using Microsoft.Extensions.DependencyInjection.Extensions;
using Serverless.App.Benefits.Messages;
using Serverless.App.Credits.Messages;
using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Reports;
using Serverless.App.Membership.Rights.Export;
using Serverless.App.Membership.Rights.Requests;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Membership.Rights;

/// <summary>The part of the membership module that answers for data: to the member, and in numbers to the fund.</summary>
internal static class RightsModule
{
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(MembershipEvents.AffiliationActivated.Type, MembershipQueue.Name),
        new(DataExportEvents.Asked.Type, MembershipQueue.Name),
        new(RightsEvents.Asked.Type, MembershipQueue.Name),
        new(CreditEvents.LoanDisbursed.Type, MembershipQueue.Name),
        new(BenefitEvents.ClaimOpened.Type, MembershipQueue.Name),
    ];

    internal static IServiceCollection AddRights(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new WorkingCalendar(HolidayTable.Shipped()));
        return services
            .AddSingleton<GetAccessLog>()
            .AddSingleton<ExportMyData>()
            .AddSingleton<IPersonalDataHolder, MembershipHoldings>()
            .AddSingleton<DataExportStore>()
            .AddSingleton<DataExportPaper>()
            .AddSingleton<AskDataExport>()
            .AddSingleton<GetDataExport>()
            .AddSingleton<MakeDataExport>()
            .AddSingleton(_ => RightsTerms.Shipped())
            .AddSingleton(_ => LegalHolds.Shipped())
            .AddTaskDesk(RightsDesk.Name)
            .AddSingleton<RightsStore>()
            .AddSingleton<RightsDesk>()
            .AddSingleton<AskRight>()
            .AddSingleton<GetMyRights>()
            .AddSingleton<ApplyRight>()
            .AddSingleton<DecideRight>()
            .AddSingleton<GetRightsRequest>()
            .AddSingleton<CountAcquisition>()
            .AddSingleton<GetAcquisitionReport>()
            .AddSingleton(_ => TripCosts.Shipped())
            .AddSingleton<CountTrips>()
            .AddSingleton<GetTripReport>();
    }

    internal static void MapRights(this RouteGroupBuilder membership)
    {
        GetAccessLog.Map(membership);
        ExportMyData.Map(membership);
        AskDataExport.Map(membership);
        GetDataExport.Map(membership);
        AskRight.Map(membership);
        GetMyRights.Map(membership);
        GetRightsRequest.Map(membership);
        DecideRight.Map(membership);
        membership.MapTaskDesk(RightsDesk.Name);
        GetAcquisitionReport.Map(membership);
        GetTripReport.Map(membership);
    }

    internal static QueueHandlers OnRights(this QueueHandlers events) =>
        events
            .On<MakeDataExport, DataExportMoved>(
                DataExportEvents.Asked.Message,
                (make, asked, context, c) => make.MakeAsync(asked, context, c)
            )
            .On<MakeDataExport, DataExportMoved>(
                DataExportEvents.RemovalDue.Message,
                (make, due, context, c) => make.RemoveAsync(due, context, c)
            )
            .On<RightsDesk, RightsMoved>(RightsEvents.Asked.Message, (desk, asked, context, c) => desk.WhenAskedAsync(asked, context, c))
            .On<RightsDesk, RightsMoved>(RightsEvents.AnswerDue.Message, (desk, due, context, c) => desk.WhenDueAsync(due, context, c));

    internal static QueueHandlers OnReports(this QueueHandlers events) =>
        events
            .On<CountAcquisition, AffiliationActivated>(
                MembershipEvents.AffiliationActivated.Message,
                (count, activated, context, c) => count.HandleAsync(activated, context, c)
            )
            .On<CountTrips, LoanMoved>(
                CreditEvents.LoanDisbursed.Message,
                (count, moved, context, c) => count.WhenLoanDisbursedAsync(moved, context, c)
            )
            .On<CountTrips, ClaimOpened>(
                BenefitEvents.ClaimOpened.Message,
                (count, opened, context, c) => count.WhenClaimOpenedAsync(opened, context, c)
            );
}
