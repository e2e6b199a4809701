using System.Globalization;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments.Statements;

/// <summary>
/// Daily control of the control: a bank that sends no statement would leave nothing to compare. The statement of a day on which it paid
/// is due at noon of the next one; then it is a task of the treasurer.
/// </summary>
internal sealed class FindAbsentStatements(
    TakeStatements statements,
    BankOrderStore orders,
    [FromKeyedServices(PaymentsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    /// <summary>So that a day is found although the app did not run the day after.</summary>
    private const int DaysBack = 3;

    private static readonly TimeOnly DueAt = new(12, 0);

    internal async Task SweepAsync(CancellationToken cancellation)
    {
        await statements.RunAsync(cancellation);
        await RunAsync(cancellation);
    }

    internal async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        for (var back = 1; back <= DaysBack; back++)
        {
            var day = LimaTime.DateOf(now).AddDays(-back);
            if (now >= LimaTime.Instant(day.AddDays(1), DueAt) && await IsAbsentAsync(day, cancellation))
            {
                var text = day.ToString("O", CultureInfo.InvariantCulture);
                var facts = new Dictionary<string, string> { ["day"] = text };
                await desk.OpenAsync(new Difference(PaymentsErrors.StatementAbsent.Code, text, now) { Facts = facts }, cancellation);
            }
        }
    }

    /// <summary>Money left on the day and not one order of it stands on a statement.</summary>
    private async Task<bool> IsAbsentAsync(DateOnly day, CancellationToken cancellation)
    {
        var paid = false;
        await foreach (var order in orders.PaidOnAsync(day, cancellation))
        {
            if (order.StatementDay is not null)
            {
                return false;
            }

            paid = true;
        }

        return paid;
    }
}
