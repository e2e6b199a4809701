using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Simulations;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Credits.Requests.Asking;

/// <summary>A debt that the credit should buy.</summary>
/// <param name="Entity">The lender's code: letters, digits and hyphens.</param>
/// <param name="Cci">The account that the lender is paid through.</param>
internal sealed record DebtWish(string Entity, string Cci, long BalanceCentimos);

/// <summary>What a member asks for. Amounts in céntimos.</summary>
/// <param name="Cci">The member's own account.</param>
/// <param name="Debts">For a debt purchase, ten at most.</param>
/// <param name="TopUpLoanId">For a top-up: the loan that it closes.</param>
internal sealed record RequestBody(
    string Product,
    long AmountCentimos,
    int Instalments,
    string Cci,
    string? Grace = null,
    int? GracePeriods = null,
    bool OwnInsurance = false,
    DateOnly? FirstDue = null,
    IReadOnlyList<DebtWish>? Debts = null,
    string? TopUpLoanId = null,
    string? Channel = null
)
{
    /// <summary>Without the accounts.</summary>
    public override string ToString() => $"{nameof(RequestBody)} {Product}";
}

/// <summary>Row D17: a member begins to ask for a credit. What it costs is worked out at once; nothing is promised.</summary>
internal sealed class StartRequest(
    RequestStore requests,
    RequestAnswers answers,
    CreditTablesInForce tables,
    WorkingCalendar calendar,
    DerivedIds ids,
    TimeProvider time
)
{
    private RequestAnswers Answers => answers;

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPost("/requests", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Empieza tu solicitud de crédito y te dice cuánto costaría.")
            .WithName("StartRequest");

    private static async Task<Results<Created<RequestView>, ProblemResult>> HandleAsync(
        RequestBody body,
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        StartRequest slice,
        CancellationToken cancellation
    )
    {
        var started = await slice.StartAsync(member.MemberId, body, offerId: null, command.Identity, cancellation);
        var view = await slice.Answers.AnnounceAsync(started, command, response, cancellation);
        return view.ToCreated(request => $"{RequestView.Root}/{request.RequestId}");
    }

    /// <summary>The id of the request that a command starts (decision 13).</summary>
    internal string IdOf(string memberId, CommandIdentity command) => ids.For(memberId, "credits.request", command.CommandId);

    internal async Task<Result<KnownRequest>> StartAsync(
        string memberId,
        RequestBody body,
        string? offerId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var today = LimaTime.DateOf(now);
        var product = (await tables.ReadAsync(cancellation)).ProductOn(body.Product, today);
        var id = IdOf(memberId, command);
        var started = product.Then(found =>
            WishedRequest
                .Of(id, memberId, body, found, today, calendar)
                .Then(wished => RequestRules.Start(wished with { OfferId = offerId }, found, RequestWalk.Member, now))
        );
        return started.Error is { } refused
            ? refused
            : await requests.StartAsync(started.Value, WishedRequest.AccountsOf(body), command, cancellation);
    }
}

/// <summary>From a body to a request: shapes, purposes and sums.</summary>
internal static partial class WishedRequest
{
    private const int MostDebts = 10;

    /// <returns>
    /// The request, <c>credits.request-invalid</c>, <c>platform.cci-…</c>, <c>credits.debts-above-amount</c>, or what product and engine refuse.
    /// </returns>
    internal static Result<CreditRequest> Of(
        string id,
        string memberId,
        RequestBody body,
        Product product,
        DateOnly today,
        WorkingCalendar calendar
    )
    {
        var debts = body.Debts ?? [];
        if (Wrong(body, debts, product.Row.Purpose) is { } wrong)
        {
            return wrong;
        }

        var wish = CreditWishes.Of(
            body.AmountCentimos,
            body.Instalments,
            body.Grace,
            body.GracePeriods ?? 0,
            body.OwnInsurance,
            body.FirstDue
        );
        return wish.Then(wished => PricedCredit.Of(product, wished, today, calendar))
            .Then<CreditRequest>(priced =>
                debts.Sum(debt => debt.BalanceCentimos) > priced.Sheet.ReceivedCentimos
                    ? SimulationErrors.DebtsAboveAmount.With("amount", priced.Quote.Received.ToString())
                    : new CreditRequest(id, memberId)
                    {
                        // The due dates stay: a request that is accepted some days later pays on the same days.
                        Wish = wish.Value with
                        {
                            FirstDue = priced.Terms.FirstDue,
                        },
                        Channel = body.Channel ?? "app",
                        TopUpLoanId = body.TopUpLoanId,
                        Lines =
                        [
                            .. debts.Select((debt, at) => new PurchaseLine(at + 1, debt.Entity, Money.FromCentimos(debt.BalanceCentimos))),
                        ],
                    }
            );
    }

    internal static PayeeAccounts AccountsOf(RequestBody body) =>
        new(
            (body.Debts ?? [])
                .Select((debt, at) => KeyValuePair.Create(at + 1, debt.Cci))
                .Append(KeyValuePair.Create(0, body.Cci))
                .ToImmutableDictionary()
        );

    private static Error? Wrong(RequestBody body, IReadOnlyList<DebtWish> debts, ProductPurpose purpose) =>
        Cci.Parse(body.Cci).Error is { } account ? account
        : body.Channel is not (null or "app" or "office" or "whatsapp") ? RequestErrors.Invalid
        : debts.Count > MostDebts || debts.Count > 0 != (purpose == ProductPurpose.DebtPurchase) ? RequestErrors.Invalid
        : body.TopUpLoanId is not null != (purpose == ProductPurpose.TopUp) ? RequestErrors.Invalid
        : debts.Any(debt => debt is not { BalanceCentimos: > 0, Entity: not null } || !Entity().IsMatch(debt.Entity))
            ? RequestErrors.Invalid
        : debts.Select(debt => Cci.Parse(debt.Cci).Error).FirstOrDefault(error => error is not null);

    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{1,19}$", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();
}
