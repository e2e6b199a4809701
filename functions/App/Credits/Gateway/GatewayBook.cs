using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Serverless.App.Credits.Repaying;
using Serverless.Platform.Kernel;
using Serverless.Platform.Partners;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Gateway;

/// <summary>
/// Our side of the gateway's daily statement (docs/ports/payment-gateway.md): every line fits one payment, every payment of the day has one
/// line. A payment whose notice was lost is settled by it.
/// </summary>
internal sealed class GatewayBook(PaymentStore payments) : IStatementBook
{
    /// <summary>Names the drop container <c>drop-gateway</c>.</summary>
    internal const string Partner = "gateway";

    private const string Paid = "PAGADO";
    private const string Returned = "DEVUELTO";

    /// <summary>The payment stands on the statement of another day.</summary>
    private static readonly Error Repeated = Error.Conflict("credits.gateway-statement-repeated");

    internal static readonly StatementName Name = new(
        CreditsModule.Table,
        "credits.gateway-statement",
        "credits.gateway-",
        "payment",
        "LIQUIDACION",
        new[] { Paid, Returned }.ToFrozenSet(StringComparer.Ordinal)
    )
    {
        Unreadable = Error.Invalid("credits.gateway-line-unreadable"),
        Missing = Error.Conflict("credits.gateway-statement-missing"),
    };

    public async Task<Result<Done>> MatchAsync(StatementLine line, CommandIdentity step, DateOnly day, CancellationToken cancellation)
    {
        var outcome = line.Word == Paid ? GatewayOutcome.Paid : GatewayOutcome.Reversed;

        // The gateway's day ends in Lima; what a notice said keeps its own moment.
        var at = LimaTime.Instant(day, new TimeOnly(23, 59));
        var verdict = new GatewayVerdict(line.Reference, outcome, Money.FromCentimos(line.Centimos), at);
        var matched = await payments.ChangeAsync(line.Id, step, before => Decide(before, verdict, day), cancellation);
        return matched.Then<Done>(_ => Done.Value);
    }

    public async IAsyncEnumerable<string> MissingAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var payment in payments.PaidOnAsync(day, cancellation))
        {
            if (payment.StatementDay is null)
            {
                yield return payment.Id;
            }
        }
    }

    private static Result<Commit<MemberPayment>> Decide(MemberPayment? payment, GatewayVerdict verdict, DateOnly day)
    {
        if (payment is null)
        {
            return PaymentRules.NotFound;
        }

        if (verdict.Outcome == GatewayOutcome.Paid && payment.StatementDay is { } seen)
        {
            return seen == day ? CreditsErrors.NothingToDo : Repeated;
        }

        var settled = PaymentRules.Settle(payment, verdict);
        if (settled.Error is { } error && error != CreditsErrors.NothingToDo)
        {
            return error;
        }

        var after = settled.IsSuccess ? settled.Value : payment;
        return PaymentEvents.Commit(payment, verdict.Outcome == GatewayOutcome.Paid ? after with { StatementDay = day } : after);
    }
}
