using Serverless.App.Fund.Accounts;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Messages;

/// <summary>An individual account as other contexts may know it.</summary>
/// <param name="FirstContribution">First day of the earliest month paid for; null before any.</param>
/// <param name="OpenedOn">The day the first money counted.</param>
/// <param name="ParameterVersion">The rules that the last posting followed.</param>
internal sealed record AccountView(
    Money Balance,
    int ContributionCount,
    DateOnly? FirstContribution,
    DateOnly? LastContribution,
    DateOnly OpenedOn,
    string ParameterVersion
);

/// <summary>What other contexts ask about individual accounts: one point read.</summary>
internal sealed class MemberAccounts(AccountStore accounts)
{
    /// <summary>Null when nothing was ever posted for the member.</summary>
    internal async Task<AccountView?> ReadAsync(string memberId, CancellationToken cancellation) =>
        await accounts.FindAsync(memberId, cancellation) is { } account
            ? new AccountView(
                Money.FromCentimos(account.BalanceCentimos),
                account.Contributions,
                account.FirstContribution,
                account.LastContribution,
                account.OpenedOn,
                account.ParameterVersion
            )
            : null;
}
