using Serverless.App.Benefits.Messages;
using Serverless.App.Credits.Loans;
using Serverless.Platform.Kernel;

namespace Serverless.IntegrationTests.Credits;

public sealed class RepayingTests
{
    [Fact]
    public async Task D28_payment_is_posted_once_however_often_the_gateway_says_so()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();
        var checkout = await PayAsync(town, loan.Id, loan.Plan.Rows[0].Instalment.Centimos, "instalments");

        var forged = await town.NoticeAsync(checkout, forged: "v1=00");
        var notices = new[] { await town.NoticeAsync(checkout), await town.NoticeAsync(checkout) };
        await town.EventsAsync();
        var contrary = await town.NoticeAsync(checkout, paid: false);

        var after = (await town.Service<LoanStore>().FindAsync(loan.Id, default))!;
        Assert.Equal((401, 204, 204, 409), (forged, notices[0], notices[1], contrary));
        Assert.Equal((1, 2), (after.PaidRows, after.Postings));
    }

    [Fact]
    public async Task D15_statement_shows_plan_ledger_and_what_paying_off_costs_today()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();
        await town.WaitAsync(TimeSpan.FromDays(10));

        var statement = await town.AskAsync("GET", $"loans/{loan.Id}/statement");

        var expected = LoanPayoff.On(loan, LimaTime.Today(town.Clock)).Total.Centimos;
        Assert.Equal(expected, statement.Json.GetProperty("payoff").GetProperty("totalCentimos").GetInt64());
        Assert.Equal(24, statement.Json.GetProperty("plan").GetArrayLength());
        Assert.Equal("disbursement", statement.Json.GetProperty("postings")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task D16_certificate_is_refused_with_the_open_loan_issued_after_payoff_and_voided_by_a_new_one()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();

        var refused = await town.AskAsync("POST", "certificates");
        var owed = LoanPayoff.On(loan, LimaTime.Today(town.Clock)).Total.Centimos;
        await town.NoticeAsync(await PayAsync(town, loan.Id, owed, "payoff"));
        await town.EventsAsync();
        var issued = await town.AskAsync("POST", "certificates");
        var held = await town.AskAsync("GET", "certificates");
        await town.LoanAsync();
        var voided = await town.AskAsync("GET", "certificates");

        Assert.Equal((409, "credits.certificate-open-loans"), (refused.Status, refused.Code));
        Assert.Equal((201, "issued"), (issued.Status, held.Json[0].GetProperty("status").GetString()));
        Assert.Equal("voided", voided.Json[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task D28_prepayment_without_a_choice_asks_for_one()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();

        var asked = await town.AskAsync("POST", $"loans/{loan.Id}/payments", """{"amountCentimos":300000,"purpose":"instalments"}""");
        var chosen = await town.AskAsync("POST", $"loans/{loan.Id}/payments", """{"amountCentimos":300000,"purpose":"lower-instalment"}""");

        Assert.Equal((422, "credits.prepayment-choice-needed"), (asked.Status, asked.Code));
        Assert.Equal(201, chosen.Status);
    }

    [Fact]
    public async Task D27_current_loans_show_the_next_due_date_and_amount()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();

        var loans = (await town.AskAsync("GET", "loans?status=current")).Json;

        Assert.Equal(loan.Plan.Rows[0].Instalment.Centimos, loans[0].GetProperty("nextAmountCentimos").GetInt64());
        Assert.Equal(
            ("current", "payroll"),
            (loans[0].GetProperty("status").GetString() == "open" ? "current" : "?", loans[0].GetProperty("paidBy").GetString())
        );
    }

    [Fact]
    public async Task Liquidation_s_set_off_is_what_the_loan_receives_once_for_the_claim()
    {
        await using var town = await CreditTown.OpenAsync();
        var loan = await town.LoanAsync();
        var paid = new ClaimPaid(
            "claim-1",
            town.MemberId,
            BenefitKind.Retirement,
            500_000,
            0,
            [new ClaimSetOff(loan.Id, 300_000)],
            town.Clock.GetUtcNow()
        );

        await town.BenefitPaidAsync(paid);
        await town.BenefitPaidAsync(paid);

        var lines = await town.Service<LoanStore>().LedgerAsync(loan.Id, default);
        var posted = lines.Where(line => line.Channel == "benefit").ToList();
        Assert.Equal(new Money(3_000m), Money.Sum(posted.Select(line => line.Parts.Total)));
        Assert.Equal(loan.Balance - new Money(3_000m), (await town.Service<LoanStore>().FindAsync(loan.Id, default))!.Balance);
    }

    private static async Task<string> PayAsync(CreditTown town, string loanId, long centimos, string purpose)
    {
        var started = await town.AskAsync(
            "POST",
            $"loans/{loanId}/payments",
            $$"""{"amountCentimos":{{centimos}},"purpose":"{{purpose}}"}"""
        );
        Assert.True(started.Status == 201, started.Body);
        return new Uri(started.Text("checkoutUrl")).Segments[^1];
    }
}
