using System.Text.Json;
using Serverless.App.Credits;
using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Loans;

/// <summary>What the store and the due work make of a loan.</summary>
public sealed class StoredLoanTests
{
    private static readonly Loan Fresh = SampleLoan.Opened().Loan;

    [Fact]
    public void Loan_is_the_same_after_it_was_stored()
    {
        var late = LoanAccrual.To(Fresh, new(2027, 2, 1)).Loan;

        var json = JsonSerializer.Serialize(late, CreditsJson.Default.Loan);
        var read = JsonSerializer.Deserialize(json, CreditsJson.Default.Loan)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, CreditsJson.Default.Loan));
        Assert.Equal(LoanPayoff.On(late, new(2027, 2, 9)), LoanPayoff.On(read, new(2027, 2, 9)));
    }

    [Fact]
    public void Loan_of_an_older_release_has_nothing_at_payroll()
    {
        var json = JsonSerializer.Serialize(Fresh, CreditsJson.Default.Loan);

        Assert.DoesNotContain("atPayroll", json, StringComparison.Ordinal);
        Assert.Null(JsonSerializer.Deserialize(json, CreditsJson.Default.Loan)!.AtPayroll);
    }

    [Fact]
    public void D27_due_work_of_a_held_loan_looks_after_the_wait_and_asks_next_month()
    {
        var january = new DateOnly(2027, 1, 1);
        var until = new DateOnly(2027, 2, 15);
        var held = LoanDiscounts.Asked(Fresh, january, new PayrollHold("charge-1", january, until)).Value;

        var due = LoanDueWork.Of(held).ToDictionary(work => work.Type, work => LimaTime.DateOf(work.At));

        Assert.Equal(until.AddDays(1), due["credits.loan-instalment-due"]);
        Assert.Equal(new DateOnly(2027, 2, 1), due["credits.loan-discount-due"]);
        Assert.Equal(january, LimaTime.DateOf(LoanDueWork.Of(Fresh).Last().At));
    }
}
