using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Months;

/// <summary>Closes one account's month: its interest and bonus, once.</summary>
internal sealed class CloseAccount(AccountStore accounts, FundParameterTable parameters)
{
    private static readonly AccountWork Nothing = new(Exists: true, ControlSums.None);

    internal async Task<Result<AccountWork>> CloseAsync(string memberId, FundRun run, CancellationToken cancellation)
    {
        var known = await accounts.ReadAsync(memberId, cancellation);
        if (known.State is not { } account)
        {
            return new AccountWork(Exists: false, ControlSums.None);
        }

        if (account.ClosedMonth >= run.Month)
        {
            return Repeated(account, run);
        }

        var posted = await accounts.PostAsync(
            known,
            new CommandIdentity(run.Id, run.Id, ""),
            now => AccountRules.Close(now!, run.Month, run.Id, parameters.Of),
            cancellation
        );
        return posted.Then<AccountWork>(done =>
            done.IsNew ? new AccountWork(Exists: true, ControlSums.Of(done.Posted)) : Repeated(done.Account, run)
        );
    }

    /// <summary>Closed by an earlier try of this slice: it counts what that try posted.</summary>
    private static AccountWork Repeated(IndividualAccount account, FundRun run) =>
        account.LastClose is { } close && close.RunId == run.Id
            ? new AccountWork(Exists: true, new ControlSums(0, close.InterestCentimos, close.BonusCentimos, 0))
            : Nothing;
}
