using Azure.Data.Tables;
using Serverless.App.Fund.Accounts;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Fund;

[TakesSeconds(20)]
public sealed class MonthRunTests
{
    [Fact]
    public async Task D01_contribution_that_payroll_tells_of_twice_is_posted_once()
    {
        var town = await FundTown.BuildAsync("2026-03-20");

        await town.DoAsync(office => office.WithheldAsync("m1", "2026-03", FundTown.At("2026-03-20")));
        await town.DoAsync(office => office.WithheldAsync("m1", "2026-03", FundTown.At("2026-03-20")));

        var account = (await town.Healthy.Accounts.FindAsync("m1", default))!;
        Assert.Equal((2750, 1), (account.BalanceCentimos, account.Contributions));
        Assert.Equal(2750, (await town.Healthy.Control.ReadAsync(default)).Sums.ContributionCentimos);
        Assert.Empty(await town.Healthy.TasksAsync());
    }

    [Fact]
    public async Task D01_second_source_for_the_same_month_becomes_a_task()
    {
        var town = await FundTown.BuildAsync("2026-03-20");
        await town.DoAsync(office => office.WithheldAsync("m1", "2026-03", FundTown.At("2026-03-20")));

        await town.DoAsync(office => office.WithheldAsync("m1", "2026-03", FundTown.At("2026-03-20"), "another"));

        Assert.Equal("fund.contribution-repeated", Assert.Single(await town.Healthy.TasksAsync()).Code);
        Assert.Equal(2750, (await town.Healthy.Control.ReadAsync(default)).Sums.Total);
    }

    [Fact]
    public async Task D01_closes_of_a_quarter_post_interest_and_bonus_once_and_the_books_agree()
    {
        var town = await FundTown.BuildAsync("2025-12-20");
        await MembersAsync(town, 12, "2025-12");

        foreach (var day in new[] { "2026-01-12", "2026-02-12", "2026-03-12", "2026-04-12" })
        {
            town.Clock.SetUtcNow(FundTown.At(day));
            await town.CloseAsync();
            await town.CloseAsync();
        }

        await town.CheckAsync();
        var account = (await town.Healthy.Accounts.FindAsync("m1", default))!;
        // 27.50, then interest of 0.14 in January, February and March, and the bonus of 0.14 on December's balance.
        Assert.Equal((new(2026, 3, 1), 2750 + (3 * 14) + 14), (account.ClosedMonth, account.BalanceCentimos));
        var check = (await town.Healthy.Runs.ReadAsync("check-2026-04-12", default)).State!;
        Assert.Equal((12L, 12 * 2806L, 0, true), (check.Accounts, check.Sums.Total, check.Differences, check.Agrees));
        Assert.Empty(await town.Healthy.TasksAsync());
    }

    [Fact]
    public async Task D01_close_that_is_killed_at_every_step_posts_the_same()
    {
        var whole = await PlayAsync(_ => Fault.None);
        var steps = whole.Steps;

        for (var step = 1; step <= steps; step += Math.Max(1, steps / 12))
        {
            var at = step;
            var killed = await PlayAsync(now => now == at ? Fault.CrashAfter : Fault.None);

            Assert.Equal((whole.Interest, whole.Control), (killed.Interest, killed.Control));
        }
    }

    [Fact]
    public async Task Balance_that_somebody_changed_in_the_store_is_found_at_night()
    {
        var town = await FundTown.BuildAsync("2026-03-20");
        await MembersAsync(town, 3, "2026-03");
        var office = town.Healthy;
        var known = await office.Accounts.ReadAsync("m2", default);
        var forged = new Commit<IndividualAccount>(known.State! with { BalanceCentimos = 9_999_99 });
        await office.Process.Store.CommitAsync(AccountStore.Kind, known, new("forged", "forged", ""), forged, default);

        await town.CheckAsync();

        var task = Assert.Single(await town.Healthy.TasksAsync());
        Assert.Equal(("fund.balance-differs", "m2"), (task.Code, task.Facts["member"]));
    }

    [Fact]
    public async Task Posting_that_somebody_took_out_of_the_chain_is_found_at_night()
    {
        var town = await FundTown.BuildAsync("2026-03-20");
        await MembersAsync(town, 2, "2026-03");
        var table = new TableClient(town.Account.ConnectionString, town.Account.NamePrefix + "Fund");
        await table.DeleteEntityAsync("m1", "e|0000000001");

        await town.CheckAsync();

        var codes = (await town.Healthy.TasksAsync()).Select(task => task.Code).Order();
        Assert.Equal(["fund.balance-differs", "fund.control-differs"], codes);
    }

    [Fact]
    public async Task D14_rows_of_a_statement_add_up_to_its_closing()
    {
        var town = await FundTown.BuildAsync("2025-12-20");
        await MembersAsync(town, 1, "2025-12");
        town.Clock.SetUtcNow(FundTown.At("2026-04-12"));
        await town.CloseAsync();

        var all = (await town.Healthy.Statements.ReadAsync("m1", null, null, default)).Value;
        var march = (await town.Healthy.Statements.ReadAsync("m1", "2026-03", "2026-03", default)).Value;

        Assert.Equal((0, 2806), (all.OpeningCentimos, all.ClosingCentimos));
        Assert.Equal(all.ClosingCentimos, all.Rows.Sum(row => row.AmountCentimos));
        Assert.Equal(["INTERES", "BONUS"], march.Rows.Select(row => row.Type));
        Assert.Equal((2778, 2806), (march.OpeningCentimos, march.ClosingCentimos));
        Assert.Equal("fund.period-invalid", (await town.Healthy.Statements.ReadAsync("m1", "2026-04", "2026-03", default)).Error?.Code);
        Assert.Equal("fund.account-not-found", (await town.Healthy.Statements.ReadAsync("m9", null, null, default)).Error?.Code);
    }

    private static async Task<(int Steps, long Interest, long Control)> PlayAsync(Func<int, Fault> fault)
    {
        var account = await FundOffice.AccountAsync();
        var calm = new FundTown(account, FundTown.At("2025-12-20"));
        await MembersAsync(calm, 4, "2025-12");
        var town = new FundTown(account, FundTown.At("2026-04-12"), fault);
        await town.CloseAsync();
        var run = (await town.Healthy.Runs.ReadAsync("close-2026-03", default)).State!;
        return (town.Steps, run.Sums.Total, (await town.Healthy.Control.ReadAsync(default)).Sums.Total);
    }

    private static async Task MembersAsync(FundTown town, int count, string period)
    {
        foreach (var number in Enumerable.Range(1, count))
        {
            Assert.Null((await town.Healthy.WithheldAsync($"m{number}", period, town.Clock.GetUtcNow())).Error);
        }
    }
}
