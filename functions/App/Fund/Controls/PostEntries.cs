using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Controls;

/// <summary>What money outside the monthly round follows from.</summary>
/// <param name="Command">Makes a repetition of it the same posting.</param>
/// <param name="Kind"><c>claim</c> or <c>adjustment</c>, for the task.</param>
internal sealed record PostingCause(string Command, string Kind, string Id, string MemberId, DateTimeOffset At);

/// <summary>
/// Posts what a paid claim or an approved correction moves: once for its cause, into account and control totals alike. Money that has
/// moved is posted even when it overdraws the account, and a person is told.
/// </summary>
internal sealed class PostEntries(AccountStore accounts, ControlTotals control, [FromKeyedServices(FundModule.Name)] TaskDesk desk)
{
    internal async Task<MessageOutcome> PostAsync(PostingCause cause, IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        var posted = await accounts.PostAsync(
            cause.MemberId,
            new CommandIdentity(cause.Command, cause.Command, ""),
            account => account is null ? FundErrors.AccountNotFound : AccountRules.Move(account, entries),
            cancellation
        );
        if (posted.Error is { } refused)
        {
            return MessageOutcome.From<AccountPosted>(refused);
        }

        if (posted.Value.Account.BalanceCentimos < 0)
        {
            await desk.OpenAsync(OverdrawnOf(cause, posted.Value.Account), cancellation);
        }

        var sums = entries.Aggregate(ControlSums.None, (sum, entry) => sum.Plus(ControlSums.Of(entry.Kind, entry.Centimos)));
        return MessageOutcome.From(await control.AddAsync(cause.Command, sums, cancellation));
    }

    private static Difference OverdrawnOf(PostingCause cause, IndividualAccount account) =>
        new(FundErrors.AccountOverdrawn.Code, cause.Id, cause.At)
        {
            Facts = new Dictionary<string, string>
            {
                [cause.Kind] = cause.Id,
                ["member"] = cause.MemberId,
                ["balanceCentimos"] = account.BalanceCentimos.ToString(CultureInfo.InvariantCulture),
            },
        };
}
