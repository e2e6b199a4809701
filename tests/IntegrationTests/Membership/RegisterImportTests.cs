using Azure.Data.Tables;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Register;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Membership;

[TakesSeconds(15)]
public sealed class RegisterImportTests
{
    private const int Teachers = 30;
    private static readonly string Good = string.Concat(Enumerable.Range(1, Teachers).Select(RegisterOffice.Line));

    private readonly DurableMailbox _mailbox = new();

    [Fact]
    public async Task D03_lines_become_members_and_bad_ones_are_reported_with_number_and_reason()
    {
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), _mailbox.For(null));
        var file = $"{string.Join(',', RegisterLineParser.Columns)}\n{Good}10117410-3,x\nnonsense\n{RegisterOffice.Line(1)}";

        var finished = await office.FinishAsync(await office.ReceiveAsync("i1", file));

        Assert.Equal(new RegisterCounts(Teachers, 0, 0, 3), finished.Counts);
        var report = (await office.ReportAsync("i1", finished.Slices)).Split("\r\n");
        Assert.StartsWith("32,membership.register-line-layout,", report[0], StringComparison.Ordinal);
        Assert.StartsWith("33,membership.register-line-layout,", report[1], StringComparison.Ordinal);
        Assert.StartsWith("34,membership.register-line-repeated,", report[2], StringComparison.Ordinal);
        Assert.Contains("la 2", report[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task D03_same_file_twice_changes_nothing()
    {
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), _mailbox.For(null));
        await office.FinishAsync(await office.ReceiveAsync("i1", Good));
        var before = await StatesAsync(office);

        var second = await office.FinishAsync(await office.ReceiveAsync("i2", Good));

        Assert.Equal(new RegisterCounts(0, 0, Teachers, 0), second.Counts);
        Assert.Equal(before, await StatesAsync(office));
    }

    [Fact]
    public async Task Changed_line_updates_the_member_and_keeps_the_personal_key()
    {
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), _mailbox.For(null));
        await office.FinishAsync(await office.ReceiveAsync("i1", Good));

        var moved = RegisterOffice.Line(7).Replace("nombrado", "cesante", StringComparison.Ordinal);
        var finished = await office.FinishAsync(await office.ReceiveAsync("i2", moved));

        var member = await office.Members.FindAsync(Dni.Parse(RegisterOffice.Document(7)).Value, default);
        Assert.Equal(new RegisterCounts(0, 1, 0, 0), finished.Counts);
        Assert.Equal(("cesante", "ROSA 7"), (member!.State.Kind, MemberStore.Person(member)?.GivenNames));
    }

    [Fact]
    public async Task Crash_at_any_storage_call_loses_no_line_and_counts_none_twice()
    {
        for (var seed = 0; seed < 24; seed++)
        {
            var account = await RegisterOffice.AccountAsync();
            await new RegisterOffice(account, _mailbox.For(null)).ReceiveAsync("i1", Good);

            var deadly = 1 + (seed * 3);
            var network = new FaultTransport(
                (call, _) =>
                    call != deadly ? Fault.None
                    : seed % 2 == 0 ? Fault.CrashBefore
                    : Fault.CrashAfter
            );
            var dying = new RegisterOffice(account, _mailbox.For(null), network);
            await Record.ExceptionAsync(() => dying.FinishAsync("i1"));
            Assert.True(network.Died, $"call {deadly} of {network.Calls}");

            var finished = await new RegisterOffice(account, _mailbox.For(null)).FinishAsync("i1");
            Assert.Equal(new RegisterCounts(Teachers, 0, 0, 0), finished.Counts);
        }
    }

    [Fact]
    public async Task Storage_that_answers_nothing_for_a_while_slows_the_job_down_and_loses_nothing()
    {
        var account = await RegisterOffice.AccountAsync();
        await new RegisterOffice(account, _mailbox.For(null)).ReceiveAsync("i1", Good);
        // More failures than the client itself repeats: each of its calls fails four times.
        var network = new FaultTransport((call, _) => call is > 20 and <= 120 ? Fault.FailBefore : Fault.None);
        var office = new RegisterOffice(account, _mailbox.For(null), network);

        await office.WakeAsync("i1");

        var finished = await office.Imports.FindAsync("i1", default);
        Assert.Equal((RegisterImportStatus.Finished, new RegisterCounts(Teachers, 0, 0, 0)), (finished!.Status, finished.Counts));
        Assert.InRange(office.Lanes.Width, 1, 15);
    }

    [Fact]
    public async Task Job_whose_message_is_lost_is_continued_by_its_watch_and_one_that_has_moved_is_left_alone()
    {
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), _mailbox.For(null));
        await office.ReceiveAsync("i1", Good);

        await office.Job.WatchAsync(new RegisterImportMoved("i1", -1), null!, default);
        Assert.Equal(RegisterImportStatus.Received, (await office.Imports.FindAsync("i1", default))!.Status);

        await office.Job.WatchAsync(new RegisterImportMoved("i1", 0), null!, default);
        Assert.Equal(RegisterImportStatus.Finished, (await office.Imports.FindAsync("i1", default))!.Status);
    }

    [Fact]
    public async Task Two_workers_woken_at_once_come_to_one_result()
    {
        var account = await RegisterOffice.AccountAsync();
        var (one, two) = (new RegisterOffice(account, _mailbox.For(null)), new RegisterOffice(account, _mailbox.For(null)));
        await one.ReceiveAsync("i1", Good);

        await Task.WhenAll(one.WakeAsync("i1"), two.WakeAsync("i1"));
        await Task.WhenAll(one.WakeAsync("i1"), two.WakeAsync("i1"));

        var finished = await one.FinishAsync("i1");
        Assert.Equal(new RegisterCounts(Teachers, 0, 0, 0), finished.Counts);
        Assert.Equal(1, finished.Slices);
    }

    /// <summary>Both hold a personal key of their own until one has committed; the other one's command looks like another with its name.</summary>
    [Fact]
    public async Task D03_line_that_two_workers_take_at_once_is_registered_for_both()
    {
        var account = await RegisterOffice.AccountAsync();
        var line = await LineAsync(1);
        var other = new RegisterOffice(account, _mailbox.For(null));
        var between = new FaultTransport(
            (_, call) =>
                call.EndsWith("$batch", StringComparison.Ordinal) ? Meanwhile(other.Register.ApplyAsync(line, "i1", default)) : Fault.None
        );

        var outcome = await new RegisterOffice(account, _mailbox.For(null), between).Register.ApplyAsync(line, "i1", default);

        Assert.Null(outcome.Error);
        Assert.Equal(RegisterOutcome.Registered, outcome.Value);
        Assert.Equal("ROSA 1", MemberStore.Person((await other.Members.FindAsync(line.Dni, default))!)?.GivenNames);
    }

    [Fact]
    public async Task Removal_takes_file_and_report_and_leaves_counts_and_members()
    {
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), _mailbox.For(null));
        var finished = await office.FinishAsync(await office.ReceiveAsync("i1", Good + "nonsense\n"));

        for (var delivery = 0; delivery < 2; delivery++)
        {
            Assert.Equal(MessageOutcome.Done, await office.Remove.RemoveAsync(new RegisterImportMoved("i1", 0), null!, default));
        }

        var removed = await office.Imports.FindAsync("i1", default);
        Assert.Equal((RegisterImportStatus.Removed, finished.Counts), (removed!.Status, removed.Counts));
        Assert.Equal("", await office.ReportAsync("i1", finished.Slices));
        Assert.NotNull(await office.Members.FindAsync(Dni.Parse(RegisterOffice.Document(1)).Value, default));
    }

    [Fact]
    public async Task Every_row_that_an_import_leaves_says_which_shape_it_has()
    {
        var account = await RegisterOffice.AccountAsync();
        var office = new RegisterOffice(account, _mailbox.For(null));
        await office.FinishAsync(await office.ReceiveAsync("i1", Good));

        var service = new TableServiceClient(account.ConnectionString);
        foreach (var table in new[] { "Membership", "Index", "Due", "Uploads" })
        {
            var rows = await service.GetTableClient(account.NamePrefix + table).QueryAsync<TableEntity>().ToListAsync();

            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Equal(1, row.GetInt32("schemaVersion")));
        }
    }

    private static async Task<List<string>> StatesAsync(RegisterOffice office)
    {
        var states = new List<string>();
        foreach (var number in Enumerable.Range(1, Teachers))
        {
            var known = await office.Members.FindAsync(Dni.Parse(RegisterOffice.Document(number)).Value, default);
            states.Add($"{known!.Snapshot.ETag} {known.State}");
        }

        return states;
    }

    private static Fault Meanwhile(Task work)
    {
        work.GetAwaiter().GetResult();
        return Fault.None;
    }

    private static async Task<RegisterLine> LineAsync(int number)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(RegisterOffice.Line(number)));
        var record = await Serverless.Platform.Files.CsvReader.ReadAsync(content).FirstAsync();
        return RegisterLineParser.Parse(record, new DateOnly(2026, 5, 4)).Value;
    }
}
