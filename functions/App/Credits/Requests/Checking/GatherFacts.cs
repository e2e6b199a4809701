using Serverless.App.Credits.Loans;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Checking;

/// <summary>Asks everybody whose word a decision needs: register, payroll, bureau, our own loans.</summary>
internal sealed class GatherFacts(
    PayrollKeys keys,
    MemberDirectory members,
    PayrollCapacity payroll,
    CreditBureau bureau,
    LoanStore loans,
    TimeProvider time
)
{
    /// <param name="request">Whose request it is, and which loan a top-up closes.</param>
    /// <param name="withBureau">False when only the payroll floor is looked at again.</param>
    /// <param name="cancellation">Ends the calls.</param>
    internal async Task<Lookup<CheckFacts>> AskAsync(CreditRequest request, bool withBureau, CancellationToken cancellation)
    {
        if (await keys.OfMemberAsync(request.MemberId, cancellation) is not { } key)
        {
            // Erased in between: nobody to ask about.
            return new(new CheckFacts("", "", null, null, false, Money.Zero, Money.Zero), null);
        }

        var directory = members.FindByDniAsync(key.Dni, cancellation);
        var paid = payroll.FindAsync(key.Dni, key.ModularCode, cancellation);
        var rated = withBureau ? bureau.FindAsync(key.Dni, cancellation) : Task.FromResult(new Lookup<BureauFacts>(null, null));
        var own = loans.OfMemberAsync(request.MemberId, cancellation);
        await Task.WhenAll(directory, paid, rated, own);
        return (paid.Result.Later ?? rated.Result.Later) is { } later
            ? new(null, later)
            : new(Facts(request, directory.Result, paid.Result.Found, rated.Result.Found, own.Result), null);
    }

    private CheckFacts Facts(
        CreditRequest request,
        DirectoryEntry? member,
        PayrollFacts? payslip,
        BureauFacts? rated,
        IReadOnlyList<Loan> own
    )
    {
        var today = LimaTime.Today(time);
        var open = own.Where(loan => loan.IsOpen).ToList();
        var closing = open.Find(loan => loan.Id == request.TopUpLoanId);
        return new CheckFacts(
            member?.Kind ?? "",
            member?.Ugel ?? "",
            payslip,
            rated,
            open.Any(loan => loan.DaysOverdue(today) > 0),
            Money.Sum(open.Where(loan => loan != closing && IsNew(loan, payslip)).Select(Instalment)),
            closing is not null && !IsNew(closing, payslip) ? Instalment(closing) : Money.Zero
        );
    }

    /// <summary>Whether a loan began too late for the payslip to show it.</summary>
    private static bool IsNew(Loan loan, PayrollFacts? payslip) =>
        payslip is not null && loan.Terms.FirstDue >= payslip.Period.AddMonths(1);

    private static Money Instalment(Loan loan) => loan.NextRow?.Instalment ?? Money.Zero;
}
