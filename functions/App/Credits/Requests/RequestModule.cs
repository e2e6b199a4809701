using Serverless.App.Contracts.Messages;
using Serverless.App.Credits.Requests.Asking;
using Serverless.App.Credits.Requests.Checking;
using Serverless.App.Credits.Requests.Officers;
using Serverless.App.Credits.Requests.Paying;
using Serverless.App.Payments.Messages;
using Serverless.Durable;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Credits.Requests;

/// <summary>The part of the credits module that asking for a credit needs.</summary>
internal static class RequestModule
{
    internal static IServiceCollection AddRequests(this IServiceCollection services) =>
        services
            .AddSingleton<RequestStore>()
            .AddSingleton<RefusedAttempts>()
            .AddSingleton<RequestPricing>()
            .AddSingleton<RequestAnswers>()
            .AddSingleton<StartRequest>()
            .AddSingleton<GetRequests>()
            .AddSingleton<MoveRequest>()
            .AddSingleton<AcceptTerms>()
            .AddSingleton<ReviewRequests>()
            .AddSingleton<GatherFacts>()
            .AddSingleton<RunPrecheck>()
            .AddSingleton<OrderPayout>()
            .AddSingleton<OpenLoan>()
            .AddSingleton<WhenBankAnswers>()
            .AddSingleton<WhenContractSigned>()
            .AddSingleton<EndRequest>()
            .AddSingleton<ForgetRequests>()
            .AddSingleton<ClosingLetters>()
            .AddSingleton<CorrectPayoutAccount>();

    internal static void MapRequests(this RouteGroupBuilder credits)
    {
        StartRequest.Map(credits);
        GetRequests.Map(credits);
        MoveRequest.Map(credits);
        AcceptTerms.Map(credits);
        ReviewRequests.Map(credits);
        CorrectPayoutAccount.Map(credits);
        ClosingLetters.Map(credits);
    }

    internal static DurableBuilder AddDisbursement(this DurableBuilder durable) =>
        durable
            .AddJson(CreditsJson.Default)
            .AddOrchestrator<DisburseCredit, DisbursementInput, string>(DisburseCredit.Name, DisburseCredit.Version)
            .AddActivity<AdvanceDisbursement, DisbursementInput, DisbursementLook>(DisburseCredit.Advance);

    internal static QueueHandlers OnRequests(this QueueHandlers events) =>
        events
            .On<RunPrecheck, RequestDue>(RequestEvents.PrecheckDue.Message, (check, due, context, c) => check.RunAsync(due, context, c))
            .On<WhenContractSigned, DocumentSigned>(
                ContractEvents.DocumentSigned.Message,
                (when, signed, context, c) => when.HandleAsync(signed, context, c)
            )
            .On<WhenBankAnswers, OrderPaid>(PaymentEvents.OrderPaid.Message, (when, paid, context, c) => when.PaidAsync(paid, context, c))
            .On<WhenBankAnswers, OrderRejected>(
                PaymentEvents.OrderRejected.Message,
                (when, rejected, context, c) => when.RejectedAsync(rejected, context, c)
            )
            .On<EndRequest, RequestDue>(RequestEvents.ExpiryDue.Message, (end, due, context, c) => end.ExpireAsync(due, context, c))
            .On<EndRequest, RequestDue>(RequestEvents.Ended.Message, (end, due, context, c) => end.VoidAsync(due, context, c))
            .On<ClosingLetters, LetterDue>(
                RequestEvents.LetterDue.Message,
                (letters, due, context, c) => letters.WatchAsync(due, context, c)
            );
}
