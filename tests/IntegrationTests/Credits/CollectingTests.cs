using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Credits;
using Serverless.App.Credits.Collecting;
using Serverless.App.Credits.Loans;
using Serverless.App.Payroll.Requests;
using Serverless.App.Payroll.Tasks;
using Serverless.Local.Simulators.Payroll;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tasks;

namespace Serverless.IntegrationTests.Credits;

/// <summary>Row D28: instalments through payroll, from the first of the month to the ledger of the loan (domain.md §1.6).</summary>
public sealed class CollectingTests
{
    [Fact]
    public async Task D28_instalment_is_asked_for_once_and_what_payroll_takes_is_posted_once()
    {
        await using var town = await PayslipTown.OpenAsync();
        var instalment = town.Loan.Plan.Rows[0].Instalment;

        var file = await town.AskAsync();
        await town.AnswerAsync(new PayrollScript(), twice: true);

        Assert.Equal((1, instalment.Centimos), (file.Lines, file.Centimos));
        var line = Assert.Single(await town.FromPayrollAsync());
        Assert.Equal((instalment, town.Loan.Plan.Rows[0].Due, "payroll"), (line.Parts.Total, line.On, line.Channel));
        var loan = await town.NowAsync();
        Assert.Equal((1, LoanStatus.Current, null, Money.Zero), (loan.PaidRows, loan.Status, loan.AtPayroll, loan.Rows[0].Compensatory));
    }

    [Fact]
    public async Task D28_partial_discount_is_posted_with_its_reason_and_the_rest_is_late()
    {
        await using var town = await PayslipTown.OpenAsync();
        await town.AskAsync();

        await town.AnswerAsync(new PayrollScript(PartialPercent: 100));

        var line = Assert.Single(await town.FromPayrollAsync());
        Assert.Equal(town.Loan.Plan.Rows[0].Instalment.Centimos / 2, line.Parts.Total.Centimos);
        var charge = Assert.Single(await town.Town.Service<ChargeStore>().OfMemberAsync(town.Town.MemberId, default));
        Assert.Equal(ChargeStatus.Partial, charge.Status);
        Assert.True((await town.NowAsync()).DaysOverdue(LimaTime.Today(town.Town.Clock)) > 0);
        Assert.Contains("payroll.line-partial", (await PayrollTasksAsync(town)).Select(task => task.Code));
    }

    [Fact]
    public async Task D28_refused_discount_leaves_the_instalment_owed_from_its_due_date()
    {
        await using var town = await PayslipTown.OpenAsync();
        await town.AskAsync();
        var waiting = (await town.NowAsync()).DaysOverdue(town.Loan.Plan.Rows[0].PayBy.AddDays(3));

        await town.AnswerAsync(new PayrollScript(RejectPercent: 100, Reason: "TOPE-50"));

        var loan = await town.NowAsync();
        var today = LimaTime.Today(town.Town.Clock);
        Assert.Equal((0, today.DayNumber - town.Loan.Plan.Rows[0].Due.DayNumber), (waiting, loan.DaysOverdue(today)));
        Assert.Empty(await town.FromPayrollAsync());
        var charge = Assert.Single(await town.Town.Service<ChargeStore>().OfMemberAsync(town.Town.MemberId, default));
        Assert.Equal((ChargeStatus.Rejected, "TOPE-50"), (charge.Status, charge.Reason));
    }

    [Fact]
    public async Task D28_money_that_a_closed_loan_does_not_need_is_a_task_and_the_loan_is_clear()
    {
        await using var town = await PayslipTown.OpenAsync();
        await town.AskAsync();
        var day = LimaTime.Today(town.Town.Clock);
        var owed = LoanPayoff.On(await town.NowAsync(), day).Total;
        var paid = await town
            .Town.Service<LoanStore>()
            .ChangeAsync(
                town.Loan.Id,
                new CommandIdentity("own", "own", ""),
                "own",
                town.Town.Clock.GetUtcNow(),
                loan => LoanRules.PayOff(loan, new LoanPayment(day, owed, PostingKind.OwnPayment, "gateway", "own")),
                default
            );
        Assert.True(paid.IsSuccess);

        await town.AnswerAsync(new PayrollScript(), days: 5, twice: true);

        var desk = town.Town.Services.GetRequiredKeyedService<TaskDesk>(CreditsModule.Name);
        var task = Assert.Single((await desk.OpenPageAsync(null, 10, default)).Tasks);
        Assert.Equal(("credits.discount-left", "credit-officer"), (task.Code, task.Owner));
        Assert.Equal($"{town.Loan.Plan.Rows[0].Instalment.Centimos}", task.Facts["centimos"]);
        Assert.Equal(LoanStatus.Certifiable, (await town.NowAsync()).Status);
    }

    [Fact]
    public async Task D28_month_begins_and_the_due_work_of_the_loan_asks_payroll_by_itself()
    {
        await using var town = await PayslipTown.OpenAsync();
        town.Town.Clock.SetUtcNow(LimaTime.Instant(town.Month, new TimeOnly(1, 0)));

        await town.Town.Service<DrainDue>().RunAsync(TimeSpan.FromMinutes(1), default);
        await town.Town.EventsAsync();
        await town.Town.Queues.PumpAsync(
            "payroll-events",
            events => Serverless.App.Payroll.PayrollModule.OnPayrollEvents(events),
            town.Town.Services,
            1
        );

        var request = await town.RequestAsync();
        Assert.Equal((DiscountStatus.Open, town.Loan.Plan.Rows[0].Instalment.Centimos), (request?.Status, request?.RequestedCentimos));
        Assert.NotNull((await town.NowAsync()).AtPayroll);
    }

    private static async Task<IReadOnlyList<PayrollTask>> PayrollTasksAsync(PayslipTown town) =>
        (await town.Town.Service<PayrollTaskStore>().OpenPageAsync(null, 10, default)).Tasks;
}
