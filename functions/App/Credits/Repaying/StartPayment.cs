using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Gateway;
using Serverless.App.Credits.Loans;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Repaying;

/// <summary>What a member wants to pay.</summary>
/// <param name="Purpose"><c>instalments</c>, <c>lower-instalment</c>, <c>shorter-term</c> or <c>payoff</c>.</param>
internal sealed record PaymentWish(long AmountCentimos, string Purpose);

/// <summary>A payment under way.</summary>
/// <param name="CheckoutUrl">Where the member pays; absent once paid.</param>
/// <param name="LeftCentimos">What the loan did not need and is given back.</param>
internal sealed record PaymentView(
    string PaymentId,
    string LoanId,
    long AmountCentimos,
    string Purpose,
    string Status,
    string? CheckoutUrl,
    long LeftCentimos
)
{
    internal static PaymentView Of(MemberPayment payment, string? url = null) =>
        new(
            payment.Id,
            payment.LoanId,
            payment.Amount.Centimos,
            PaymentWords.CodeOf(payment.Purpose),
            payment.Status.ToString().ToLowerInvariant(),
            url,
            payment.Left.Centimos
        );
}

/// <summary>The words of purposes.</summary>
internal static class PaymentWords
{
    internal static string CodeOf(PaymentPurpose purpose) =>
        purpose switch
        {
            PaymentPurpose.Instalments => "instalments",
            PaymentPurpose.LowerInstalment => "lower-instalment",
            PaymentPurpose.ShorterTerm => "shorter-term",
            PaymentPurpose.Payoff => "payoff",
            _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No word for this purpose"),
        };

    internal static PaymentPurpose? Read(string? code) =>
        Enum.GetValues<PaymentPurpose>().Cast<PaymentPurpose?>().FirstOrDefault(purpose => CodeOf(purpose!.Value) == code);
}

/// <summary>
/// Row D28: the member says how much and what for; what the loan cannot take is refused before any money moves. The answer says where to
/// pay; the gateway's signed notice posts it.
/// </summary>
internal sealed class StartPayment(
    LoanStore loans,
    PaymentStore payments,
    GatewayClient gateway,
    DerivedIds ids,
    WorkingCalendar calendar,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder credits)
    {
        credits
            .MapPost("/loans/{id}/payments", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Empieza un pago de tu crédito y dice dónde pagarlo.")
            .WithName("StartPayment");
        credits.MapGet("/payments/{id}", GetAsync).RequireMember().WithSummary("Muestra cómo va un pago.").WithName("GetPayment");
    }

    private static async Task<Results<Created<PaymentView>, ProblemResult>> HandleAsync(
        string id,
        PaymentWish wish,
        CurrentMember member,
        IdempotentCommand command,
        StartPayment slice,
        CancellationToken cancellation
    )
    {
        var started = await slice.StartAsync(id, wish, member.MemberId, command.Identity, cancellation);
        return started.ToCreated(payment => $"/api/v1/credits/payments/{payment.PaymentId}");
    }

    private static async Task<Results<Ok<PaymentView>, ProblemResult>> GetAsync(
        string id,
        CurrentMember member,
        StartPayment slice,
        CancellationToken cancellation
    ) => (await slice.FindAsync(id, member.MemberId, cancellation)).ToOk();

    private async Task<Result<PaymentView>> FindAsync(string id, string memberId, CancellationToken cancellation) =>
        Guid.TryParseExact(id, "D", out _) && await payments.FindAsync(id, cancellation) is { } payment && payment.MemberId == memberId
            ? PaymentView.Of(payment)
            : PaymentRules.NotFound;

    internal async Task<Result<PaymentView>> StartAsync(
        string loanId,
        PaymentWish wish,
        string memberId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (await loans.FindOwnAsync(memberId, loanId, cancellation) is not { } loan)
        {
            return LoanErrors.NotFound;
        }

        if (PaymentWords.Read(wish.Purpose) is not { } purpose || wish.AmountCentimos is <= 0 or > 1_000_000_000)
        {
            return Error.Invalid("credits.payment-invalid");
        }

        var id = ids.For(memberId, "credits.payment", command.CommandId);
        var intent = new MemberPayment(id, loanId, memberId, Money.FromCentimos(wish.AmountCentimos), purpose);
        var kept = await payments.ChangeAsync(
            id,
            command,
            before =>
                before is null
                    ? PaymentRules
                        .Try(loan, intent.Amount, purpose, LimaTime.Today(time), calendar)
                        .Then<Commit<MemberPayment>>(_ => new Commit<MemberPayment>(intent)
                        {
                            Events = [PaymentEvents.Started.With(new PaymentMoved(id, loanId))],
                            Answer = new IdempotencyRecord(201, id),
                        })
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        if (kept.Error is { } refused)
        {
            return refused;
        }

        // The same payment asked for again is the same checkout: its id is the gateway's idempotency key.
        return kept.Value.Status == PaymentStatus.Intent
            ? (await gateway.OpenAsync(kept.Value, cancellation)).Then<PaymentView>(url => PaymentView.Of(kept.Value, url))
            : PaymentView.Of(kept.Value);
    }
}
