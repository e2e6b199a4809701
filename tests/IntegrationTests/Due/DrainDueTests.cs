using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Due;
using Serverless.Platform.Messaging;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Due;

public sealed class DrainDueTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 12, 59, 50, TimeSpan.Zero));
    private readonly DurableMailbox _mailbox = new();

    private async Task<StorageProcess> ProcessAsync(
        IMessageSender? sender = null,
        FaultTransport? network = null,
        StorageOptions? account = null
    ) => new(account ?? await AzuriteAccount.CreateAsync(Ledger.Manifest), Ledger.Routes, sender ?? _mailbox.For(null), _clock, network);

    private static DueWork Work(DateTimeOffset at, string type = "ledger.reminder-due") => new(at, Ledger.Queue, type, 1, "{}"u8.ToArray());

    private static async Task ScheduleAsync(StorageProcess process, string id, params DueWork[] work)
    {
        var applied = await process.Runner.RunAsync(
            Ledger.Receivers,
            id,
            Ledger.Command($"schedule-{id}"),
            _ => new Commit<Counter>(new Counter(1)) { Due = work },
            default
        );
        Assert.True(applied.IsSuccess);
    }

    private static Task<DrainReport> DrainAsync(StorageProcess process) => process.Drain.RunAsync(TimeSpan.FromMinutes(1), default);

    [Fact]
    public async Task Work_is_sent_when_its_time_has_come_and_only_once()
    {
        var process = await ProcessAsync();
        await ScheduleAsync(process, "a", Work(_clock.GetUtcNow().AddHours(3)));

        var early = await DrainAsync(process);
        _clock.Advance(TimeSpan.FromHours(3));
        var due = await DrainAsync(process);
        var after = await DrainAsync(process);

        Assert.Equal((0, 1, 0), (early.Sent, due.Sent, after.Sent));
        Assert.Equal("ledger.reminder-due", Assert.Single(_mailbox.Messages).Type);
    }

    [Fact]
    public async Task Work_of_a_command_that_never_committed_is_dropped()
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        var network = new FaultTransport((call, _) => call == 3 ? Fault.CrashBefore : Fault.None);
        var dying = await ProcessAsync(network: network, account: account);
        await Assert.ThrowsAsync<ProcessDiedException>(() => ScheduleAsync(dying, "a", Work(_clock.GetUtcNow())));

        var report = await DrainAsync(await ProcessAsync(account: account));

        Assert.Equal(new DrainReport(0, 1, 0), report);
        Assert.Empty(_mailbox.Messages);
    }

    [Fact]
    public async Task Work_in_the_past_is_due_at_once()
    {
        var process = await ProcessAsync();
        await ScheduleAsync(process, "a", Work(_clock.GetUtcNow().AddDays(-400)));

        Assert.Equal(1, (await DrainAsync(process)).Sent);
    }

    [Fact]
    public async Task Sweep_that_did_not_run_for_weeks_sends_everything_that_came_due()
    {
        var process = await ProcessAsync();
        for (var day = 0; day < 30; day++)
        {
            await ScheduleAsync(process, $"a{day}", Work(_clock.GetUtcNow().AddDays(day)));
        }

        await DrainAsync(process);
        _clock.Advance(TimeSpan.FromDays(29));

        Assert.Equal(29, (await DrainAsync(process)).Sent);
    }

    [Fact]
    public async Task Row_that_comes_late_into_an_old_hour_is_found_on_the_next_day()
    {
        var process = await ProcessAsync();
        await DrainAsync(process);
        _clock.Advance(TimeSpan.FromDays(10));
        await DrainAsync(process);
        var longAgo = _clock.GetUtcNow().AddDays(-9);
        await new DueTable(process.Clients).AddAsync(
            [DueRow.Work(new DueOrigin("Ledger", "a", "late"), "/ledger/a", Work(longAgo), "n", longAgo, null)],
            default
        );

        var sameDay = await DrainAsync(process);
        _clock.Advance(TimeSpan.FromDays(1));
        var nextDay = await DrainAsync(process);

        Assert.Equal((0, 1), (sameDay.Sent, nextDay.Sent));
    }

    [Fact]
    public async Task Row_that_cannot_be_sent_stays_and_holds_up_no_other()
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        var process = await ProcessAsync(new Choosy(_mailbox.For(null)), account: account);
        await ScheduleAsync(process, "a", Work(_clock.GetUtcNow(), Choosy.Refused));
        await ScheduleAsync(process, "b", Work(_clock.GetUtcNow()));

        var first = await DrainAsync(process);
        _clock.Advance(TimeSpan.FromDays(5));
        var later = await DrainAsync(await ProcessAsync(account: account));

        Assert.Equal(new DrainReport(1, 0, 1), first);
        Assert.Equal(new DrainReport(1, 0, 0), later);
    }

    [Fact]
    public async Task Two_sweeps_at_once_lose_nothing()
    {
        var process = await ProcessAsync();
        for (var i = 0; i < 20; i++)
        {
            await ScheduleAsync(process, $"a{i}", Work(_clock.GetUtcNow()));
        }

        await Task.WhenAll(DrainAsync(process), DrainAsync(process));

        Assert.Equal(20, _mailbox.Messages.Select(message => message.Id).Distinct().Count());
        Assert.Equal(new DrainReport(0, 0, 0), await DrainAsync(process));
    }

    private sealed class Choosy(IMessageSender inner) : IMessageSender
    {
        internal const string Refused = "ledger.refused-due";

        public Task SendAsync(string queue, IReadOnlyList<OutgoingMessage> messages, TimeSpan? delay, CancellationToken cancellation) =>
            messages.Any(message => message.Type == Refused)
                ? throw new IOException("The queue is gone")
                : inner.SendAsync(queue, messages, delay, cancellation);
    }
}
