using Serverless.App.Credits.Prepayment;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>What closes a loan on a day: what is due with its late interest, and the engine's payoff of the rest (row D15).</summary>
internal static class LoanPayoff
{
    /// <param name="loan">Brought to the day by <see cref="LoanAccrual"/> or not; it is here.</param>
    internal static LoanParts On(Loan loan, DateOnly on)
    {
        if (!loan.IsOpen)
        {
            return LoanParts.None;
        }

        var today = LoanAccrual.To(loan, on).Loan;
        var due = LoanDues.Of(today, on).ToList();
        var owed = LoanParts.Of(due);
        var (interest, insurance) = Running(today with { Rows = LoanDues.Pay(today.Rows, due) }, on);
        return owed with { Principal = today.Balance, Interest = owed.Interest + interest, Insurance = owed.Insurance + insurance };
    }

    /// <summary>What the running row has earned; nothing when it, or a part of it, was paid ahead.</summary>
    private static (Money Interest, Money Insurance) Running(Loan cleared, DateOnly on)
    {
        var position = cleared.Position;
        if (position.IsClosed || on < position.AccruesFrom)
        {
            return (Money.Zero, Money.Zero);
        }

        var row = cleared.Rows[position.PaidRows];
        var payoff = Payoff.On(position, on);
        return payoff.IsSuccess
            ? (Money.Max(Money.Zero, payoff.Value.Interest - row.Interest), Money.Max(Money.Zero, payoff.Value.Insurance - row.Insurance))
            : throw new InvalidOperationException($"A loan without dues has no payoff: {payoff.Error.Code}");
    }
}
