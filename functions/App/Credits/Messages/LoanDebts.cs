using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Messages;

/// <summary>What closes one loan on a day: principal, what is due, late interest and what accrued since.</summary>
internal sealed record LoanDebt(string LoanId, Money Payoff);

/// <summary>What a member owes in loans: the liquidation of a benefit sets it off (domain.md §1.4). Reads only.</summary>
internal sealed class LoanDebts(LoanStore loans)
{
    /// <summary>Open loans, oldest first; empty when nothing is owed.</summary>
    /// <param name="on">The day of the payoff, Lima.</param>
    internal async Task<IReadOnlyList<LoanDebt>> OfAsync(string memberId, DateOnly on, CancellationToken cancellation)
    {
        var all = await loans.OfMemberAsync(memberId, cancellation);
        return [.. all.Where(loan => loan.IsOpen).Select(loan => new LoanDebt(loan.Id, LoanPayoff.On(loan, on).Total))];
    }
}
