using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Messages;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Messages;
using Serverless.App.Payments.Journal;
using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Loans;
using FundKind = Serverless.App.Fund.Accounts.PostingKind;
using LoanPosting = Serverless.App.Credits.Loans.LoanPosting;

namespace Serverless.UnitTests.Payments.Journal;

/// <summary>The double-entry journal: every entry has two sides, sums are those of the ledgers (domain.md §5.2 rules 1 and 2).</summary>
public sealed class JournalRulesTests
{
    private static readonly DateOnly Day = new(2027, 1, 5);
    private static readonly IReadOnlyDictionary<string, JournalAccount> Chart = JournalAccounts.Shipped.At(Day).Value;

    [Fact]
    public void Journal_of_a_loan_balances_and_is_what_the_ledger_says()
    {
        var opened = SampleLoan.Opened();
        var paid = LoanRules.PayInstalments(opened.Loan, SampleLoan.Paid(Day, new Money(600m))).Value;
        IReadOnlyList<LoanPosting> ledger = [.. opened.Postings, .. paid.Postings];

        var book = Book("credits", ledger.Select(LoanBook.Line));

        Assert.Equal(book.DebitCentimos, book.CreditCentimos);
        Assert.Equal(paid.Loan.Balance.Centimos, Net(book, "1401"));
        Assert.Equal(60_000, Net(book, "1506"));
        Assert.Equal(-800_000, Net(book, "1908"));
        Assert.Equal(-paid.Postings[^1].Parts.Interest.Centimos, Net(book, "5104"));
    }

    [Fact]
    public void Reversed_payment_leaves_every_account_as_if_it_had_never_been()
    {
        var paid = LoanRules.PayInstalments(SampleLoan.Opened().Loan, SampleLoan.Paid(Day, new Money(600m))).Value;
        var back = LoanReversal.Reverse(paid.Loan, paid.Postings[^1], Day, "back").Value;

        var book = Book("credits", [.. paid.Postings.Concat(back.Postings).Select(LoanBook.Line)]);

        Assert.All(book.Accounts, account => Assert.Equal(account.DebitCentimos, account.CreditCentimos));
        Assert.True(book.Entries > 2);
    }

    [Fact]
    public void Set_off_of_a_benefit_clears_between_fund_and_loan()
    {
        var amount = new Money(3_000m);
        var money = new LoanPayment(Day, amount, App.Credits.Loans.PostingKind.SetOff, "benefit", "benefit-1");
        var loan = LoanRules.PayInstalments(SampleLoan.Opened().Loan, money).Value;
        var made = new PostingMade("member-1", "2027-01", -amount.Centimos, Day, 0, "benefit-1");

        var parts = new[]
        {
            JournalRules.Part("credits", 0, [.. loan.Postings.Select(LoanBook.Line)], Chart),
            JournalRules.Part("fund", 0, [AccountBook.Line(new Posting(FundKind.DebtOffset, made))], Chart),
        };
        var book = JournalRules.Sum(Day, parts, Chart);

        Assert.Equal((0L, 300_000L), (Net(book, "2606"), Net(book, "2101")));
    }

    [Theory]
    [InlineData("Contribution", 2_750)]
    [InlineData("Interest", 500)]
    [InlineData("Bonus", 700)]
    [InlineData("Adjustment", -40)]
    [InlineData("Withdrawal", -90_000)]
    [InlineData("Refund", -100)]
    [InlineData("DebtOffset", -300)]
    public void Every_kind_of_the_fund_moves_the_savings_by_its_amount(string kind, long centimos)
    {
        var made = new PostingMade("member-1", "2027-01", centimos, Day, 0, "source");

        var book = Book("fund", [AccountBook.Line(new Posting(Enum.Parse<FundKind>(kind), made))]);

        Assert.Equal(-centimos, Net(book, "2101"));
        Assert.Equal((1, book.DebitCentimos), (book.Entries, book.CreditCentimos));
        Assert.Equal(Math.Abs(centimos), book.DebitCentimos);
    }

    [Fact]
    public void Every_kind_and_every_channel_of_a_loan_has_an_account()
    {
        string[] channels = ["payroll", "gateway", "bank", "benefit", "contract", "write-off"];
        var parts = new LoanParts
        {
            Principal = new(1m),
            Interest = new(1m),
            Insurance = new(1m),
            Charge = new(1m),
            Compensatory = new(1m),
            Moratory = new(1m),
        };
        var lines = channels.Select(channel =>
            LoanBook.Line(new("l", 1, App.Credits.Loans.PostingKind.OwnPayment, Day, channel, "r", parts, Money.Zero))
        );

        var part = JournalRules.Part("credits", 0, lines, Chart);

        Assert.Empty(part.Missing);
        Assert.Equal(36, part.Entries.Count);
    }

    [Fact]
    public void Role_without_an_account_is_named()
    {
        LedgerLine[] lines = [new("credits", "l", "Gift", "r", Day, [new("loan.gift", "loan.principal", 1)])];

        var part = JournalRules.Part("credits", 3, lines, Chart);

        Assert.Equal("loan.gift", Assert.Single(part.Missing));
        Assert.Empty(part.Entries);
    }

    private static JournalBook Book(string ledger, IEnumerable<LedgerLine> lines) =>
        JournalRules.Sum(Day, [JournalRules.Part(ledger, 0, lines, Chart)], Chart);

    private static long Net(JournalBook book, string number)
    {
        var account = book.Accounts.Single(one => one.Number == number);
        return account.DebitCentimos - account.CreditCentimos;
    }
}
