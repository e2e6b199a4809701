using System.Text;
using Serverless.App.Benefits.Messages;
using Serverless.App.Credits.Loans;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Contributions;
using Serverless.App.Payments.Journal;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using FundPaid = Serverless.App.Fund.Benefits.WhenClaimPaid;

namespace Serverless.IntegrationTests.Credits;

/// <summary>The double-entry journal of a day over both ledgers (issue: reconciliation each day).</summary>
public sealed class JournalTests
{
    [Fact]
    public async Task Seam_set_off_of_a_liquidation_is_the_same_sum_in_fund_and_loan_and_the_journal_balances()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();
        await SaveAsync(town, 500_000);
        var setOff = new ClaimSetOff(loan.Id, 300_000);
        var claim = new ClaimPaid("claim-1", town.MemberId, BenefitKind.Retirement, 500_000, 0, [setOff], town.Clock.GetUtcNow());
        foreach (var id in (string[])["paid-1", "paid-2"])
        {
            Assert.Equal(MessageOutcome.Done, await town.BenefitPaidAsync(claim));
            Assert.Equal(MessageOutcome.Done, await town.Service<FundPaid>().ApplyAsync(claim, Context(town, id), default));
        }

        var day = LimaTime.Today(town.Clock);
        town.Clock.Advance(TimeSpan.FromDays(1));
        await town.Service<BuildJournal>().RunAsync(default);
        await town.Service<BuildJournal>().RunAsync(default);

        var book = (await town.Service<BuildJournal>().FindAsync(day, default))!;
        Assert.Equal(book.DebitCentimos, book.CreditCentimos);
        Assert.Equal((300_000L, 300_000L), Both(book, "2606"));
        var inLoan = (await town.Service<LoanStore>().LedgerAsync(loan.Id, default)).Where(line => line.Channel == "benefit");
        Assert.Equal(300_000, Money.Sum(inLoan.Select(line => line.Parts.Total)).Centimos);
        var account = (await town.Service<AccountStore>().FindAsync(town.MemberId, default))!;
        Assert.Equal(account.BalanceCentimos, -Net(book, "2101"));
        var owed = (await town.Service<LoanStore>().FindAsync(loan.Id, default))!.Balance;
        Assert.Equal(owed.Centimos, Net(book, "1401"));
    }

    [Fact]
    public async Task Journal_is_downloaded_with_both_sides_of_every_line()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();
        var day = LimaTime.Today(town.Clock);
        town.Clock.Advance(TimeSpan.FromDays(1));
        await town.Service<BuildJournal>().RunAsync(default);
        using var file = new MemoryStream();

        await town.Service<GetJournal>().WriteAsync(day, file, default);

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("dia,libro,tipo,sujeto,referencia,fecha_valor,debe,haber,centimos", lines[0]);
        Assert.Equal(
            $"{day:yyyy-MM-dd},credits,Disbursement,{loan.Id},{loan.RequestId},{day:yyyy-MM-dd},1401,1908,800000",
            Assert.Single(lines[1..])
        );
        Assert.Equal("payments.journal-none", (await town.Service<GetJournal>().ReadAsync(day.AddDays(1), default)).Error!.Code);
    }

    private static async Task SaveAsync(CreditTown town, long centimos)
    {
        var applied = new DiscountApplied(town.MemberId, DiscountConcepts.Contribution, 0, 1, "2026-11", centimos, centimos);
        var posted = await town.Service<WhenDiscountApplied>().ApplyAsync(applied, Context(town, "saved"), default);
        Assert.Null(posted.Error);
    }

    private static MessageContext Context(CreditTown town, string id) =>
        new(new IncomingMessage(id, "t", "/benefits", town.Clock.GetUtcNow(), 1, default), "fund-events", 1);

    private static (long Debit, long Credit) Both(JournalBook book, string number)
    {
        var account = book.Accounts.Single(one => one.Number == number);
        return (account.DebitCentimos, account.CreditCentimos);
    }

    private static long Net(JournalBook book, string number) => Both(book, number) is var (debit, credit) ? debit - credit : 0;
}
