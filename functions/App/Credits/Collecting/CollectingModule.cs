using Serverless.App.Credits.Loans;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Credits.Collecting;

/// <summary>Instalments through payroll: the parts of this folder.</summary>
internal static class CollectingModule
{
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(LoanEvents.DiscountDue.Type, CreditsModule.Queue),
        new(PayrollEvents.Applied.Type, CreditsModule.Queue),
        new(PayrollEvents.Rejected.Type, CreditsModule.Queue),
    ];

    internal static IServiceCollection AddCollecting(this IServiceCollection services) =>
        services.AddSingleton<ChargeStore>().AddSingleton<AskPayroll>().AddSingleton<WhenDiscountAnswered>().AddSingleton<ListDiscounts>();

    internal static QueueHandlers OnCollecting(this QueueHandlers events) =>
        events
            .On<AskPayroll, LoanDiscountDue>(LoanEvents.DiscountDue.Message, (ask, due, context, c) => ask.AskAsync(due, context, c))
            .On<WhenDiscountAnswered, DiscountApplied>(
                PayrollEvents.Applied.Message,
                (when, applied, context, c) => when.AppliedAsync(applied, context, c)
            )
            .On<WhenDiscountAnswered, DiscountRejected>(
                PayrollEvents.Rejected.Message,
                (when, rejected, context, c) => when.RejectedAsync(rejected, context, c)
            );
}
