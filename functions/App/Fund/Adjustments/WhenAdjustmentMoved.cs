using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Adjustments;

/// <summary>An approved correction is posted to its account, once however often it is told; an account that it overdraws is a task.</summary>
internal sealed class WhenAdjustmentMoved(
    AdjustmentStore adjustments,
    AccountStore accounts,
    ControlTotals control,
    [FromKeyedServices(FundModule.Name)] TaskDesk desk
)
{
    internal async Task<MessageOutcome> ApplyAsync(AdjustmentMoved moved, MessageContext context, CancellationToken cancellation)
    {
        _ = context;
        var known = await adjustments.FindAsync(moved.AdjustmentId, cancellation);
        if (moved.Act != "approve" || known is not { State: { Status: AdjustmentStatus.Approved } adjustment })
        {
            return MessageOutcome.Done;
        }

        var entries = AdjustmentRules.Entries(adjustment);
        var command = string.Create(CultureInfo.InvariantCulture, $"adjustment-{adjustment.Id}-{adjustment.Round}");
        var posted = await accounts.PostAsync(
            adjustment.MemberId,
            new CommandIdentity(command, command, ""),
            account => account is null ? FundErrors.AccountNotFound : AccountRules.Move(account, entries),
            cancellation
        );
        if (posted.Error is { } refused)
        {
            return MessageOutcome.From<AccountPosted>(refused);
        }

        if (posted.Value.Account.BalanceCentimos < 0)
        {
            await desk.OpenAsync(OverdrawnOf(adjustment, posted.Value.Account), cancellation);
        }

        var sums = entries.Aggregate(ControlSums.None, (sum, entry) => sum.Plus(ControlSums.Of(entry.Kind, entry.Centimos)));
        return MessageOutcome.From(await control.AddAsync(command, sums, cancellation));
    }

    private static Difference OverdrawnOf(Adjustment adjustment, IndividualAccount account) =>
        new(FundErrors.AccountOverdrawn.Code, adjustment.Id, adjustment.DecidedAt!.Value)
        {
            Facts = new Dictionary<string, string>
            {
                ["adjustment"] = adjustment.Id,
                ["member"] = adjustment.MemberId,
                ["balanceCentimos"] = account.BalanceCentimos.ToString(CultureInfo.InvariantCulture),
            },
        };
}
