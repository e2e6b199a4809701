using Microsoft.Extensions.DependencyInjection.Extensions;
using Serverless.App.Benefits.Claimants;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Members;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Notices;
using Serverless.App.Benefits.Officers;
using Serverless.App.Benefits.Progress;
using Serverless.App.Benefits.Terms;
using Serverless.App.Benefits.Timeline;
using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Messages;
using Serverless.App.Payments.Messages;
using Serverless.Durable;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Tasks;

namespace Serverless.App.Benefits;

/// <summary>Benefits (beneficios previsionales): claims, their papers, their figures, their payment.</summary>
internal static class BenefitsModule
{
    internal const string Name = "benefits";
    private const string Table = "Benefits";
    internal const string EventQueue = "benefits-events";

    /// <summary>What no rule can sort out belongs to the head of the unit.</summary>
    internal static readonly DeskName Desk = new(Name, Table, WorkRules.Head);

    /// <summary>What goes where.</summary>
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(ClaimEvents.Changed.Type, EventQueue),
        new(ClaimantStore.Changed.Type, EventQueue),
        new(BenefitEvents.MemberDeathReported.Type, EventQueue),
        new(MembershipEvents.ErasureGranted.Type, EventQueue),
        new(PaymentEvents.OrderPaid.Type, EventQueue),
        new(PaymentEvents.OrderRejected.Type, EventQueue),
    ];

    internal static WebApplicationBuilder AddBenefits(this WebApplicationBuilder builder)
    {
        builder.Services.AddBenefitsSlices().AddDurable(durable => durable.AddBenefitLiquidation()).AddJson(BenefitsJson.Default);
        return builder;
    }

    /// <summary>Everything that needs no configuration of its own.</summary>
    internal static IServiceCollection AddBenefitsSlices(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new WorkingCalendar(HolidayTable.Shipped()));
        services.AddTaxUnits();
        services.TryAddSingleton<SignedTickets>();
        return services
            .AddSingleton(_ => BenefitTerms.Shipped())
            .AddSingleton(_ => DocumentLists.Shipped())
            .AddSingleton<ClaimStore>()
            .AddSingleton<ClaimBooks>()
            .AddSingleton<ClaimFacts>()
            .AddSingleton<ClaimSteps>()
            .AddSingleton<ClaimAnswers>()
            .AddSingleton<RegisterClaim>()
            .AddSingleton<GetClaims>()
            .AddSingleton<IPersonalDataHolder, BenefitHoldings>()
            .AddSingleton<MoveClaim>()
            .AddSingleton<CorrectAccount>()
            .AddSingleton<UploadDocument>()
            .AddSingleton<GetTimeline>()
            .AddSingleton<GetResolution>()
            .AddSingleton<OfficerActs>()
            .AddSingleton<WorkLists>()
            .AddSingleton<ListClaimWork>()
            .AddSingleton<GetClaimForOfficer>()
            .AddSingleton<CheckPapers>()
            .AddSingleton<DecideClaim>()
            .AddSingleton<CourtOrders>()
            .AddSingleton<Beneficiaries>()
            .AddTaskDesk(Desk)
            .AddSingleton<StopForDeath>()
            .AddSingleton<ForgetClaims>()
            .AddSingleton<ReportDeath>()
            .AddSingleton<ClaimantStore>()
            .AddSingleton<AskAsClaimant>()
            .AddSingleton<BindClaimant>()
            .AddSingleton<EnterAsClaimant>()
            .AddSingleton<ClaimantDoor>()
            .AddSingleton<SendClaimantCode>()
            .AddSingleton<WhenBankAnswers>()
            .AddSingleton<WhenClaimChanged>();
    }

    internal static void MapBenefits(this WebApplication app)
    {
        app.MapContext(Name, MapRoutes);
        app.MapFunctions(MapFunctions);
    }

    private static void MapRoutes(RouteGroupBuilder benefits)
    {
        RegisterClaim.Map(benefits);
        GetClaims.Map(benefits);
        MoveClaim.Map(benefits);
        CorrectAccount.Map(benefits);
        UploadDocument.Map(benefits);
        GetTimeline.Map(benefits);
        GetResolution.Map(benefits);
        ListClaimWork.Map(benefits);
        GetClaimForOfficer.Map(benefits);
        CheckPapers.Map(benefits);
        DecideClaim.Map(benefits);
        CourtOrders.Map(benefits);
        Beneficiaries.Map(benefits);
        ReportDeath.Map(benefits);
        benefits.MapTaskDesk(Desk);
        AskAsClaimant.Map(benefits);
        BindClaimant.Map(benefits);
        EnterAsClaimant.Map(benefits);
        ClaimantRoutes.Map(benefits);
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapQueue(EventQueue, events => events.OnBenefits());
    }

    internal static QueueHandlers OnBenefits(this QueueHandlers events) =>
        events
            .On<WhenClaimChanged, ClaimChanged>(
                ClaimEvents.Changed.Message,
                (when, changed, context, c) => when.HandleAsync(changed, context, c)
            )
            .On<StopForDeath, MemberDeathReported>(
                BenefitEvents.MemberDeathReported.Message,
                (stop, reported, _, c) => stop.HandleAsync(reported, c)
            )
            .On<ForgetClaims, ErasureGranted>(
                MembershipEvents.ErasureGranted.Message,
                (forget, granted, context, c) => forget.HandleAsync(granted, context, c)
            )
            .On<ForgetClaims, ClaimDue>(ClaimEvents.ForgetDue.Message, (forget, due, context, c) => forget.AgainAsync(due, context, c))
            .On<SendClaimantCode, ClaimantChanged>(
                ClaimantStore.Changed.Message,
                (send, changed, context, c) => send.HandleAsync(changed, context, c)
            )
            .On<WhenBankAnswers, OrderPaid>(PaymentEvents.OrderPaid.Message, (when, paid, context, c) => when.PaidAsync(paid, context, c))
            .On<WhenBankAnswers, OrderRejected>(
                PaymentEvents.OrderRejected.Message,
                (when, rejected, context, c) => when.ReturnedAsync(rejected, context, c)
            );
}
