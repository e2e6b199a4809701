using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Statements;

/// <summary>Reads a statement from the ledger: thirty years are about a thousand rows in one range.</summary>
internal sealed class ReadStatement(AccountStore accounts, FundParameterTable parameters, TimeProvider time)
{
    /// <returns>The statement, <c>fund.period-invalid</c>, or <c>fund.account-not-found</c>.</returns>
    internal async Task<Result<AccountStatement>> ReadAsync(string memberId, string? from, string? to, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        var period = StatementPeriod.Of(from, to, today);
        if (period.Error is { } wrong)
        {
            return wrong;
        }

        var snapshot = await accounts.ReadAsync(memberId, cancellation);
        if (snapshot.State is null)
        {
            return FundErrors.AccountNotFound;
        }

        var events = await accounts.LedgerAsync(memberId, snapshot.Sequence, cancellation);
        var postings = events.Select(PostingEvents.Read).OfType<Posting>().ToList();
        var months = from is null && postings.Count > 0 ? period.Value.NotBefore(postings.Min(p => p.Made.ValueOn)) : period.Value;
        return parameters.Of(today).Then<AccountStatement>(rules => StatementRules.Of(postings, months, today, rules.Order));
    }
}
