using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Requests;
using Serverless.Local.Simulators.Payroll;
using Serverless.TestKit;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Payroll;

[TakesSeconds(20)]
public sealed class PayrollExchangeTests
{
    [Fact]
    public async Task D23_affiliations_are_asked_for_once_and_applied_once()
    {
        var town = await PayrollTown.BuildAsync();
        var members = await town.MembersAsync(3);
        await town.AskAsync(members);
        await town.AskAsync(members);

        var file = await town.OrderAsync();
        var text = await town.TextAsync(file);
        await town.AnswerAsync();

        Assert.Equal((OutgoingStatus.Written, 3, 8250L), (file.Status, file.Lines, file.Centimos));
        Assert.Equal(5, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        AssertAddsUp(await town.FileAsync(file.Id), applied: 3, rejected: 0, unmatched: 0, pending: 0);
        string[] story = ["payroll.discount-opened", "payroll.discount-sent", "payroll.discount-applied"];
        var stories = await Task.WhenAll(members.Select(member => town.Healthy.EventsAsync(member)));
        Assert.All(stories, events => Assert.Equal(story, events));
        Assert.Empty(await town.Payroll.FilesAsync("in/", default));
        Assert.Empty(await town.TasksAsync());
    }

    [Fact]
    public async Task Ordering_again_makes_no_second_file_until_something_new_is_asked()
    {
        var town = await PayrollTown.BuildAsync();
        var members = await town.MembersAsync(3);
        await town.AskAsync([.. members.Take(2)]);

        var first = await town.OrderAsync("order-1");
        var again = await town.OrderAsync("order-2");
        await town.AskAsync(members);
        var repeated = await town.OrderAsync("order-1");
        var next = await town.OrderAsync("order-3");

        Assert.Equal((first, first), (again, repeated));
        Assert.Equal((2, 1), (next.Number, next.Lines));
        Assert.Equal(2, (await town.Payroll.FilesAsync("out/", default)).Count);
    }

    [Fact]
    public async Task Refusals_parts_and_strangers_are_booked_and_told_to_people()
    {
        var town = await PayrollTown.BuildAsync();
        var members = await town.MembersAsync(4);
        await town.AskAsync(members);
        var file = await town.OrderAsync();
        town.Payroll.Script = new PayrollScript(RejectPercent: 1, PartialPercent: 2, Reason: "LICENCIA", UnknownLines: 2);

        await town.AnswerAsync();

        var done = await town.FileAsync(file.Id);
        AssertAddsUp(done, applied: 3, rejected: 1, unmatched: 0, pending: 0);
        Assert.Equal(1375 + 1375 + 2750, done.Answers.TakenCentimos);
        var codes = (await town.TasksAsync()).Select(task => task.Code).Order();
        Assert.Equal(["payroll.line-partial", "payroll.line-partial", "payroll.line-unknown", "payroll.line-unknown"], codes);
        var refused = await town.Healthy.RequestAsync(members[0]);
        Assert.Equal((DiscountStatus.Rejected, "LICENCIA"), (refused.Status, refused.Reason));
    }

    [Fact]
    public async Task D23_refused_member_who_corrects_is_asked_for_again_in_the_same_month()
    {
        var town = await PayrollTown.BuildAsync();
        var members = await town.MembersAsync(1);
        await town.AskAsync(members);
        await town.OrderAsync("order-1");
        town.Payroll.Script = new PayrollScript(RejectPercent: 100, Reason: "CODIGO-ERRADO");
        await town.AnswerAsync();
        await town.AskAsync(members, attempt: 2);
        var second = await town.OrderAsync("order-2");
        town.Payroll.Script = new PayrollScript();
        await town.AnswerAsync();

        AssertAddsUp(await town.FileAsync(second.Id), applied: 1, rejected: 0, unmatched: 0, pending: 0);
        Assert.Equal("payroll.discount-rejected", (await town.Healthy.EventsAsync(members[0], attempt: 1))[^1]);
        Assert.Equal("payroll.discount-applied", (await town.Healthy.EventsAsync(members[0], attempt: 2))[^1]);
        Assert.Empty(await town.TasksAsync());
    }

    [Fact]
    public async Task Wrong_totals_refuse_the_whole_file_and_the_right_file_follows()
    {
        var town = await PayrollTown.BuildAsync();
        await town.AskAsync(await town.MembersAsync(2));
        var file = await town.OrderAsync();
        town.Payroll.Script = new PayrollScript(WrongTotals: true);
        await town.AnswerAsync();
        AssertAddsUp(await town.FileAsync(file.Id), applied: 0, rejected: 0, unmatched: 0, pending: 2);
        Assert.Equal("payroll.file-sum", Assert.Single(await town.TasksAsync()).Code);

        town.Payroll.Script = new PayrollScript(Silent: true);
        await town.Payroll.AnswerAsync((await town.Payroll.FilesAsync("out/", default))[0], default);
        await town.TakeInAsync();

        AssertAddsUp(await town.FileAsync(file.Id), applied: 2, rejected: 0, unmatched: 0, pending: 0);
    }

    [Fact]
    public async Task File_twice_and_answers_that_contradict_book_once()
    {
        var town = await PayrollTown.BuildAsync();
        var members = await town.MembersAsync(2);
        await town.AskAsync(members);
        var file = await town.OrderAsync();
        town.Payroll.Script = new PayrollScript(Twice: true);
        await town.AnswerAsync();
        town.Payroll.Script = new PayrollScript(RejectPercent: 100);
        await town.Payroll.AnswerAsync((await town.Payroll.FilesAsync("out/", default))[0], default);
        await town.TakeInAsync();

        AssertAddsUp(await town.FileAsync(file.Id), applied: 2, rejected: 0, unmatched: 0, pending: 0);
        Assert.Equal(2, (await town.Payroll.FilesAsync("done/", default)).Count);
        Assert.All(await town.TasksAsync(), task => Assert.Equal("payroll.line-contradicted", task.Code));
        Assert.Equal(3, (await town.Healthy.EventsAsync(members[0])).Count);
    }

    [Fact]
    public async Task Two_workers_at_every_step_make_one_file_and_book_it_once()
    {
        var town = await PayrollTown.BuildAsync();
        await town.AskAsync(await town.MembersAsync(6));
        var ordered = await town.Healthy.OrderAsync();
        var made = new OutgoingFileMoved(ordered.Id, ordered.Ugel, ordered.Period, 1, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => town.Healthy.Maker.ContinueAsync(made, null!, default)));
        await town.RestAsync();
        await town.Payroll.AnswerAsync(default);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => town.Healthy.Taker.RunAsync(default)));
        await town.RestAsync();

        AssertAddsUp(await town.FileAsync(ordered.Id), applied: 6, rejected: 0, unmatched: 0, pending: 0);
        Assert.Single(await town.Payroll.FilesAsync("out/", default));
        Assert.Empty(await town.TasksAsync());
    }

    [Theory]
    [InlineData(Fault.CrashBefore)]
    [InlineData(Fault.CrashAfter)]
    public async Task Crash_between_any_two_steps_loses_no_line_and_books_none_twice(Fault fault)
    {
        // A prime stride walks through all phases of the exchange in few rounds; tests/Soak may take every step.
        for (int at = 1, steps = 1; at <= steps; at += 17)
        {
            var here = at;
            var town = await PayrollTown.BuildAsync(step => step == here ? fault : Fault.None);
            var members = await town.MembersAsync(3);
            await town.AskAsync(members);
            var file = await town.OrderAsync();
            town.Payroll.Script = new PayrollScript(RejectPercent: 1, UnknownLines: 1);
            await town.AnswerAsync();

            AssertAddsUp(await town.FileAsync(file.Id), applied: 2, rejected: 1, unmatched: 0, pending: 0);
            Assert.Single(await town.TasksAsync());
            Assert.Equal(
                ["payroll.discount-opened", "payroll.discount-sent", "payroll.discount-rejected"],
                await town.Healthy.EventsAsync(members[0])
            );
            steps = town.Steps;
        }
    }

    [Fact]
    public async Task Random_answers_and_crashes_leave_sums_that_agree_with_every_request()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var dice = new Random(seed);
            var (gate, crashes) = (new Lock(), 6);
            var town = await PayrollTown.BuildAsync(_ =>
            {
                lock (gate)
                {
                    return crashes > 0 && dice.Next(25) == 0 && crashes-- > 0 ? (Fault)dice.Next(1, 4) : Fault.None;
                }
            });
            var members = await town.MembersAsync(8);
            await town.AskAsync(members);
            var file = await town.OrderAsync();
            var shares = new PayrollScript(RejectPercent: seed, PartialPercent: seed * 2, UnknownLines: seed % 3, Twice: seed % 2 == 0);
            town.Payroll.Script = shares;
            await town.AnswerAsync();

            var done = await town.FileAsync(file.Id);
            var requests = await Task.WhenAll(members.Select(member => town.Healthy.RequestAsync(member)));
            Assert.Equal(requests.Sum(request => request.AppliedCentimos), done.Answers.TakenCentimos);
            Assert.Equal(requests.Count(request => request.Status == DiscountStatus.Rejected), done.Answers.Rejected);
            AssertAddsUp(done, applied: 8 - Math.Min(8, seed), rejected: Math.Min(8, seed), unmatched: 0, pending: 0);
        }
    }

    private static void AssertAddsUp(OutgoingFile file, int applied, int rejected, int unmatched, int pending)
    {
        var answers = file.Answers;
        Assert.Equal((applied, rejected, unmatched, pending), (answers.Applied, answers.Rejected, answers.Unmatched, file.PendingLines));
        Assert.Equal(file.Centimos, answers.AppliedCentimos + answers.RejectedCentimos + answers.UnmatchedCentimos + file.PendingCentimos);
        Assert.Equal(pending * 2750L, file.PendingCentimos);
    }
}
