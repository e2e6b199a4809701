using System.Globalization;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments.Notices;

/// <summary>A notice whose signature held.</summary>
/// <param name="Id">The same in every copy.</param>
internal sealed record BankNotice(string Id, string OrderId, BankVerdict Verdict);

/// <summary>Books what the bank says, once. What does not fit our order moves no money and becomes a task.</summary>
internal sealed class TakeNotice(BankOrderStore orders, [FromKeyedServices(PaymentsModule.Name)] TaskDesk desk, TimeProvider time)
{
    internal async Task<Result<Done>> TakeAsync(BankNotice notice, CancellationToken cancellation)
    {
        if (notice.Verdict.Paid)
        {
            // Before the commit, so that no statement of the day can miss it.
            await orders.ListPaidAsync(notice.OrderId, notice.Verdict.At, cancellation);
        }

        var command = new CommandIdentity($"notice-{notice.Id}", notice.Id, "");
        var step = await orders.StepAsync(
            notice.OrderId,
            command,
            now =>
                BankOrderRules
                    .Settle(now, notice.Verdict)
                    .Then<Platform.Storage.Commit<BankOrder>>(after => BankOrderStore.Settled(now, after)),
            cancellation
        );
        if (step.Error is not { } difference)
        {
            return Done.Value;
        }

        if (difference.Kind is not (ErrorKind.Conflict or ErrorKind.NotFound))
        {
            return difference;
        }

        await OpenAsync(difference, notice, cancellation);
        return Done.Value;
    }

    private Task<string> OpenAsync(Error difference, BankNotice notice, CancellationToken cancellation) =>
        desk.OpenAsync(
            new Difference(difference.Code, $"{notice.OrderId}|{notice.Id}", time.GetUtcNow())
            {
                Facts = new Dictionary<string, string>
                {
                    ["order"] = notice.OrderId,
                    ["bankReference"] = notice.Verdict.BankReference,
                    ["centimos"] = notice.Verdict.AmountCentimos.ToString(CultureInfo.InvariantCulture),
                },
            },
            cancellation
        );
}
