using Serverless.App.Payroll.Requests;

namespace Serverless.IntegrationTests.Payroll;

/// <summary>What the calendar does to files: answers that do not come, members who are gone, years without a tax unit.</summary>
public sealed class PayrollCalendarTests
{
    [Fact]
    public async Task Payroll_that_has_not_answered_in_its_term_is_one_task_however_often_it_is_found()
    {
        var town = await PayrollTown.BuildAsync();
        await town.AskAsync(await town.MembersAsync(2));
        var file = await town.OrderAsync();

        town.Pass(TimeSpan.FromDays(45));
        await town.RestAsync();
        await town.RestAsync();

        var late = Assert.Single(await town.TasksAsync());
        Assert.Equal(("payroll.file-late", file.Id), (late.Code, late.FileId));
    }

    [Fact]
    public async Task Payroll_that_answered_in_time_is_no_task()
    {
        var town = await PayrollTown.BuildAsync();
        await town.AskAsync(await town.MembersAsync(2));
        await town.OrderAsync();
        await town.AnswerAsync();

        town.Pass(TimeSpan.FromDays(45));
        await town.RestAsync();

        Assert.Empty(await town.TasksAsync());
    }

    [Fact]
    public async Task Member_who_was_erased_is_not_asked_for_and_the_others_are()
    {
        var town = await PayrollTown.BuildAsync();
        var members = await town.MembersAsync(3);
        await town.AskAsync(members);
        await town.Healthy.EraseAsync(members[1]);

        var file = await town.OrderAsync();

        var gone = Assert.Single(await town.TasksAsync());
        Assert.Equal(("payroll.member-without-key", members[1], 2), (gone.Code, gone.MemberId, file.Lines));
        var refused = await town.Healthy.RequestAsync(members[1]);
        Assert.Equal((DiscountStatus.Rejected, "unknown-to-payroll"), (refused.Status, refused.Reason));
        Assert.Equal("payroll.discount-rejected", (await town.Healthy.EventsAsync(members[1]))[^1]);
    }

    [Fact]
    public async Task Month_whose_tax_unit_is_not_decreed_waits_with_one_task_and_asks_no_wrong_amount()
    {
        var town = await PayrollTown.BuildAsync();
        await town.AskAsync(await town.MembersAsync(2));
        town.Pass(TimeSpan.FromDays(11));

        var first = await town.Healthy.TryOrderAsync("night-2026-12-12");
        var second = await town.Healthy.TryOrderAsync("night-2026-12-13");

        Assert.Equal(("payroll.contribution-unknown", "payroll.contribution-unknown"), (first.Error?.Code, second.Error?.Code));
        Assert.Equal("2027-01", Assert.Single(await town.TasksAsync()).Period);
        Assert.Empty(await town.Payroll.FilesAsync("out/", default));
    }
}
