using Serverless.App.Benefits.Messages;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Adjustments;
using Serverless.App.Fund.Benefits;
using Serverless.App.Fund.Contributions;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Messages;
using Serverless.App.Fund.Months;
using Serverless.App.Fund.Parameters;
using Serverless.App.Fund.Statements;
using Serverless.App.Fund.Uit;
using Serverless.App.Membership.Messages;
using Serverless.App.Payments.Messages;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund;

/// <summary>The retirement fund: one individual account per member.</summary>
internal static class FundModule
{
    internal const string Name = "fund";
    internal const string Table = "Fund";
    internal const string JobQueue = "bulk";

    /// <summary>Names the drop container <c>drop-contributions</c> and the queue <c>contributions-files</c>.</summary>
    internal const string Partner = "contributions";
    private const string EventQueue = "fund-events";

    /// <summary>What goes where.</summary>
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(PayrollEvents.Applied.Type, EventQueue),
        new(BenefitEvents.ClaimPaid.Type, EventQueue),
        new(AdjustmentStore.Moved.Type, EventQueue),
        new(FundRunStore.SliceDue.Type, JobQueue),
        .. ContributionModule.Routes,
    ];

    /// <summary>Differences in the books belong to the fund's accountant.</summary>
    internal static readonly DeskName Desk = new(Name, Table, "fund-accountant");

    internal static WebApplicationBuilder AddFund(this WebApplicationBuilder builder)
    {
        builder.Services.AddFundSlices().AddJson(FundJson.Default);
        return builder;
    }

    /// <summary>Everything that needs no configuration of its own.</summary>
    internal static IServiceCollection AddFundSlices(this IServiceCollection services) =>
        services
            .AddSingleton(_ => FundParameterTable.Shipped())
            .AddSingleton<AccountStore>()
            .AddSingleton<MemberAccounts>()
            .AddSingleton<ILedgerBook, AccountBook>()
            .AddContributions()
            .AddSingleton<WhenClaimPaid>()
            .AddTaskDesk(Desk)
            .AddSingleton<AdjustmentStore>()
            .AddSingleton<ProposeAdjustment>()
            .AddSingleton<DecideAdjustment>()
            .AddSingleton<WhenAdjustmentMoved>()
            .AddTaxUnits()
            .AddSingleton<GetUit>()
            .AddSingleton<ProposeUit>()
            .AddSingleton<DecideUit>()
            .AddSingleton<ControlTotals>()
            .AddSingleton<PostEntries>()
            .AddSingleton<FundRunStore>()
            .AddSingleton<CloseAccount>()
            .AddSingleton<CheckAccount>()
            .AddSingleton<CompareControl>()
            .AddSingleton<WorkRun>()
            .AddSingleton<StartRuns>()
            .AddSingleton<ReadStatement>()
            .AddSingleton<GetMyAccount>()
            .AddSingleton<GetMemberStatement>()
            .AddSingleton<IssueStatement>()
            .AddSingleton<IssueMemberStatement>()
            .AddSingleton<IPersonalDataHolder, FundHoldings>()
            .AddSingleton<IStaffLooks, FundLooks>();

    internal static void MapFund(this WebApplication app)
    {
        app.MapContext(Name, MapRoutes);
        app.MapFunctions(MapFunctions);
    }

    private static void MapRoutes(RouteGroupBuilder fund)
    {
        GetMyAccount.Map(fund);
        GetMyStatement.Map(fund);
        GetMemberStatement.Map(fund);
        IssueStatement.Map(fund);
        IssueMemberStatement.Map(fund);
        fund.MapTaskDesk(Desk);
        ProposeAdjustment.Map(fund);
        DecideAdjustment.Map(fund);
        GetUit.Map(fund);
        ProposeUit.Map(fund);
        DecideUit.Map(fund);
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapQueue(EventQueue, events => events.OnFundEvents());
        functions.MapContributions();
        functions.MapTimer<StartRuns>("fund-close", (runs, tick, cancellation) => runs.CloseAsync(tick, cancellation));
        functions.MapTimer<StartRuns>("fund-check", (runs, tick, cancellation) => runs.CheckAsync(tick, cancellation));
    }

    /// <summary>The jobs of this context on the queue <c>bulk</c>.</summary>
    internal static QueueHandlers OnFundJobs(this QueueHandlers bulk) =>
        bulk.OnContributionJobs()
            .On<WorkRun, FundRunMoved>(FundRunStore.SliceDue.Message, (job, wake, context, c) => job.ContinueAsync(wake, context, c));

    internal static QueueHandlers OnFundEvents(this QueueHandlers events) =>
        events
            .On<WhenDiscountApplied, DiscountApplied>(
                PayrollEvents.Applied.Message,
                (when, data, context, c) => when.ApplyAsync(data, context, c)
            )
            .On<WhenAdjustmentMoved, AdjustmentMoved>(
                AdjustmentStore.Moved.Message,
                (when, data, context, c) => when.ApplyAsync(data, context, c)
            )
            .On<WhenClaimPaid, ClaimPaid>(BenefitEvents.ClaimPaid.Message, (when, data, context, c) => when.ApplyAsync(data, context, c));
}
