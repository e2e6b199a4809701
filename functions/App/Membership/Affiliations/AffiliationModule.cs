using Serverless.App.Contracts.Messages;
using Serverless.App.Membership.Affiliations.Answers;
using Serverless.App.Membership.Affiliations.Papers;
using Serverless.App.Membership.Consents;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Membership.Affiliations;

/// <summary>The part of the membership module that joining needs.</summary>
internal static class AffiliationModule
{
    /// <summary>What payroll says, and that a paper was signed.</summary>
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(PayrollAnswers.Applied.Type, MembershipQueue.Name),
        new(PayrollAnswers.Rejected.Type, MembershipQueue.Name),
        new(ContractEvents.DocumentSigned.Type, MembershipQueue.Name),
    ];

    internal static IServiceCollection AddAffiliations(this IServiceCollection services) =>
        services
            .AddSingleton(_ => ConsentTexts.Shipped())
            .AddSingleton(_ => AffiliationTerms.Shipped())
            .AddSingleton(_ => ServicesByKind.Shipped())
            .AddSingleton<JoiningRules>()
            .AddSingleton<AffiliationStore>()
            .AddSingleton<ConfirmedAct>()
            .AddSingleton<AffiliationPapers>()
            .AddSingleton<PresentAffiliationPapers>()
            .AddSingleton<NextPaper>()
            .AddSingleton<WhenPaperSigned>()
            .AddSingleton<GetConsentTexts>()
            .AddSingleton<StartAffiliation>()
            .AddSingleton<GetAffiliation>()
            .AddSingleton<GetMemberAffiliation>()
            .AddSingleton<ConfirmAffiliation>()
            .AddSingleton<CancelAffiliation>()
            .AddSingleton<CorrectAffiliation>()
            .AddSingleton<WhenDiscountApplied>()
            .AddSingleton<WhenDiscountRejected>()
            .AddSingleton<ExpireAffiliation>();

    internal static void MapAffiliations(this RouteGroupBuilder membership)
    {
        GetConsentTexts.Map(membership);
        StartAffiliation.Map(membership);
        GetAffiliation.Map(membership);
        PresentAffiliationPapers.Map(membership);
        ConfirmAffiliation.Map(membership);
        CancelAffiliation.Map(membership);
        CorrectAffiliation.Map(membership);
    }

    /// <summary>What this context hears on its own queue about joining.</summary>
    internal static QueueHandlers OnAffiliations(this QueueHandlers events) =>
        events
            .On<WhenDiscountApplied, DiscountApplied>(PayrollAnswers.Applied, (when, data, context, c) => when.ApplyAsync(data, context, c))
            .On<WhenDiscountRejected, DiscountRejected>(
                PayrollAnswers.Rejected,
                (when, data, context, c) => when.ApplyAsync(data, context, c)
            )
            .On<WhenPaperSigned, DocumentSigned>(
                ContractEvents.DocumentSigned.Message,
                (when, signed, context, c) => when.ApplyAsync(signed, context, c)
            )
            .On<ExpireAffiliation, AffiliationExpiryDue>(
                AffiliationEvents.ExpiryDue.Message,
                (when, due, context, c) => when.ExpireAsync(due, context, c)
            );
}
