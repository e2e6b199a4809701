using System.Globalization;
using Serverless.App.Benefits.Messages;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Benefits;

/// <summary>A benefit was paid: the account is spent by that much, once. Money that has left is posted even when it overdraws the account, and a person is told.</summary>
internal sealed class WhenClaimPaid(AccountStore accounts, ControlTotals control, [FromKeyedServices(FundModule.Name)] TaskDesk desk)
{
    internal async Task<MessageOutcome> ApplyAsync(ClaimPaid paid, MessageContext context, CancellationToken cancellation)
    {
        var entries = BenefitPostingRules.Entries(paid);
        // The claim, not the message: a claim that says twice that it is paid is paid once.
        var command = $"claim-{paid.ClaimId}";
        var posted = await accounts.PostAsync(
            paid.MemberId,
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
            await desk.OpenAsync(OverdrawnOf(paid, posted.Value.Account), cancellation);
        }

        var sums = entries.Aggregate(ControlSums.None, (sum, entry) => sum.Plus(ControlSums.Of(entry.Kind, entry.Centimos)));
        return MessageOutcome.From(await control.AddAsync(command, sums, cancellation));
    }

    private static Difference OverdrawnOf(ClaimPaid paid, IndividualAccount account) =>
        new(FundErrors.AccountOverdrawn.Code, paid.ClaimId, paid.At)
        {
            Facts = new Dictionary<string, string>
            {
                ["claim"] = paid.ClaimId,
                ["member"] = paid.MemberId,
                ["balanceCentimos"] = account.BalanceCentimos.ToString(CultureInfo.InvariantCulture),
            },
        };
}
