using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Kernel;
using Serverless.Platform.Partners;
using Serverless.Platform.Storage;

namespace Serverless.App.Payments.Statements;

/// <summary>
/// Our side of the bank's daily statement (docs/ports/bank.md). A payment whose notice was lost is settled by it; what does not fit becomes
/// a task and moves nothing.
/// </summary>
internal sealed class BankBook(BankOrderStore orders) : IStatementBook
{
    private const string Paid = "PAGADO";

    internal static readonly StatementName Name = new(
        PaymentsModule.Table,
        "payments.statement",
        "payments.",
        "order",
        "EXTRACTO",
        new[] { Paid, "RECHAZADO" }.ToFrozenSet(StringComparer.Ordinal)
    )
    {
        Unreadable = PaymentsErrors.LineUnreadable,
        Missing = PaymentsErrors.StatementMissing,
    };

    public async Task<Result<Done>> MatchAsync(StatementLine line, CommandIdentity step, DateOnly day, CancellationToken cancellation)
    {
        var stepped = await orders.StepAsync(line.Id, step, order => Decide(order, line, day), cancellation);
        return stepped.Then<Done>(_ => Done.Value);
    }

    /// <summary>Orders that were paid on the day and that no statement shows.</summary>
    public async IAsyncEnumerable<string> MissingAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var order in orders.PaidOnAsync(day, cancellation))
        {
            if (order.StatementDay is null)
            {
                yield return order.Id;
            }
        }
    }

    private static Result<Commit<BankOrder>> Decide(BankOrder order, StatementLine line, DateOnly day)
    {
        if (order.StatementDay is { } seen && seen != day)
        {
            return PaymentsErrors.StatementRepeated;
        }

        // The bank's day ends in Lima; a notice that came keeps its own moment.
        var at = order.SettledAt ?? LimaTime.Instant(day, new TimeOnly(23, 59));
        var isPaid = line.Word == Paid;
        var verdict = new BankVerdict(isPaid, line.Centimos, line.Reference, isPaid ? "" : order.Reason ?? "other", at);
        return BankOrderRules
            .Settle(order, verdict)
            .Then<Commit<BankOrder>>(after =>
            {
                var settled = BankOrderStore.Settled(order, after);
                return settled with { State = settled.State with { StatementDay = day } };
            });
    }
}
