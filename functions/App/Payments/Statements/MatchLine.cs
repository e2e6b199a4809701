using System.Globalization;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments.Statements;

/// <summary>
/// Holds one line of a statement against our order. A payment whose notice was lost is settled by it; what does not fit becomes a task
/// and moves nothing.
/// </summary>
internal sealed class MatchLine(BankOrderStore orders, [FromKeyedServices(PaymentsModule.Name)] TaskDesk desk, TimeProvider time)
{
    /// <returns>Whether line and order agree.</returns>
    internal async Task<Result<bool>> MatchAsync(CsvRecord record, string statementId, DateOnly day, CancellationToken cancellation)
    {
        if (StatementLayout.Detail(record) is not { } line)
        {
            return await DifferAsync(PaymentsErrors.LineUnreadable, record.Number, statementId, "", cancellation);
        }

        var step = string.Create(CultureInfo.InvariantCulture, $"statement-{statementId}-{line.Number}");
        var stepped = await orders.StepAsync(
            line.OrderId,
            new CommandIdentity(step, step, ""),
            order => Decide(order, line, day),
            cancellation
        );
        return stepped.Error switch
        {
            null => true,
            { Kind: ErrorKind.Conflict or ErrorKind.NotFound } difference => await DifferAsync(
                difference,
                line.Number,
                statementId,
                line.OrderId,
                cancellation
            ),
            { } failed => failed,
        };
    }

    private static Result<Commit<BankOrder>> Decide(BankOrder order, StatementLine line, DateOnly day)
    {
        if (order.StatementDay is { } seen && seen != day)
        {
            return PaymentsErrors.StatementRepeated;
        }

        // The bank's day ends in Lima; a notice that came keeps its own moment.
        var at = order.SettledAt ?? LimaTime.Instant(day, new TimeOnly(23, 59));
        var reason = order.Reason ?? "other";
        var verdict = new BankVerdict(line.Paid, line.Centimos, line.BankReference, line.Paid ? "" : reason, at);
        return BankOrderRules
            .Settle(order, verdict)
            .Then<Commit<BankOrder>>(after =>
            {
                var settled = BankOrderStore.Settled(order, after);
                return settled with { State = settled.State with { StatementDay = day } };
            });
    }

    private async Task<Result<bool>> DifferAsync(
        Error difference,
        int line,
        string statementId,
        string orderId,
        CancellationToken cancellation
    )
    {
        var number = line.ToString(CultureInfo.InvariantCulture);
        await desk.OpenAsync(
            new Difference(difference.Code, $"{statementId}|{number}", time.GetUtcNow())
            {
                Facts = new Dictionary<string, string>
                {
                    ["statement"] = statementId,
                    ["line"] = number,
                    ["order"] = orderId,
                },
            },
            cancellation
        );
        return false;
    }
}
