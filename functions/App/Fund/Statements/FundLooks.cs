using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Messages;

namespace Serverless.App.Fund.Statements;

/// <summary>Officers' looks at an account, out of the account's own chain.</summary>
internal sealed class FundLooks(AccountStore accounts) : IStaffLooks
{
    public async Task<IReadOnlyList<StaffLook>> OfAsync(string memberId, CancellationToken cancellation)
    {
        var snapshot = await accounts.ReadAsync(memberId, cancellation);
        var events = snapshot.State is null ? [] : await accounts.LedgerAsync(memberId, snapshot.Sequence, cancellation);
        return
        [
            .. from happened in events
            where happened.Type == FundEvents.AccountViewed.Type
            let look = FundEvents.AccountViewed.Read(happened)
            select new StaffLook(happened.Time, look.Officer, look.Purpose),
        ];
    }
}
