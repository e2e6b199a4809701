using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Storage;

public sealed class AggregateStoreTests
{
    private readonly FakeTimeProvider _clock = new(
        DateTimeOffset.Parse("2026-03-02T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
    );
    private readonly DurableMailbox _queue = new();

    private async Task<StorageProcess> ProcessAsync(FaultTransport? network = null, StorageOptions? account = null) =>
        new(account ?? await AzuriteAccount.CreateAsync(Ledger.Manifest), Ledger.Routes, _queue.For(network), _clock, network);

    [Fact]
    public async Task Command_with_messages_takes_three_round_trips()
    {
        var network = new FaultTransport();
        var process = await ProcessAsync(network);

        var applied = await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1"), Ledger.Send, default);

        Assert.Equal(CommitOutcome.Committed, applied.Value.Receipt.Outcome);
        Assert.Equal(3, network.Calls);
    }

    [Fact]
    public async Task Command_without_messages_takes_two_round_trips()
    {
        var network = new FaultTransport();
        var process = await ProcessAsync(network);

        await process.Runner.RunAsync(Ledger.Receivers, "a", Ledger.Command("1"), _ => new Commit<Counter>(new Counter(1)), default);

        Assert.Equal(2, network.Calls);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    public async Task Messages_carry_on_the_trace_of_what_goes_on_or_the_one_that_the_commit_names(string? named)
    {
        var process = await ProcessAsync();
        using var around = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        await process.Runner.RunAsync(
            Ledger.Senders,
            "a",
            Ledger.Command("1"),
            before => Ledger.Send(before).Value with { TraceParent = named },
            default
        );
        await process.RelayAsync();

        Assert.Equal(named ?? around.Id, Assert.Single(_queue.Messages).TraceParent);
    }

    [Fact]
    public async Task State_larger_than_one_column_comes_back_whole()
    {
        var process = await ProcessAsync();
        var kind = new AggregateKind<LargeNote>("Ledger", "ledger.note", LargeNoteJson.Default.LargeNote);
        var note = new LargeNote(new string('ñ', 150_000));

        await process.Runner.RunAsync(kind, "n", Ledger.Command("1"), _ => new Commit<LargeNote>(note), default);

        var read = await process.Store.ReadAsync(kind, "n", default);
        Assert.Equal(note, read.State);
    }

    [Fact]
    public async Task Events_form_a_chain_that_notices_a_change()
    {
        var process = await ProcessAsync();
        for (var i = 0; i < 3; i++)
        {
            await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command($"{i}"), Ledger.Send, default);
        }

        var events = await process.Store.ReadEventsAsync(Ledger.Senders, "a", 0, 100, default);
        var snapshot = await process.Store.ReadAsync(Ledger.Senders, "a", default);

        Assert.Equal([1L, 2L, 3L], events.Select(e => e.Sequence));
        Assert.True(EventChain.Holds(EventChain.Start.Span, events));
        Assert.Equal(snapshot.ChainHead, events[^1].Hash.ToArray());
        Assert.False(EventChain.Holds(EventChain.Start.Span, [events[0], events[1] with { Data = events[2].Data }, events[2]]));
        Assert.False(EventChain.Holds(EventChain.Start.Span, [events[0], events[2]]));
    }

    [Fact]
    public async Task Same_key_again_answers_the_stored_record_and_changes_nothing()
    {
        var process = await ProcessAsync();
        await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1"), Ledger.Send, default);

        var again = await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1"), Ledger.Send, default);

        Assert.Equal(CommitOutcome.AlreadyCommitted, again.Value.Receipt.Outcome);
        Assert.Equal(new IdempotencyRecord(201, "unit-1"), again.Value.Receipt.Answer);
        Assert.Equal(1, (await process.Store.ReadAsync(Ledger.Senders, "a", default)).State!.Value);
    }

    [Fact]
    public async Task Same_key_again_counts_for_more_than_a_refusal_by_the_state_it_left()
    {
        var process = await ProcessAsync();
        Result<Commit<Counter>> Once(Snapshot<Counter> before) =>
            before.State is null ? Ledger.Send(before) : Error.Conflict("ledger.already-sent");
        await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1"), Once, default);

        var again = await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1"), Once, default);
        var other = await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("2"), Once, default);

        Assert.Equal(CommitOutcome.AlreadyCommitted, again.Value.Receipt.Outcome);
        Assert.Equal("ledger.already-sent", other.Error!.Code);
    }

    [Fact]
    public async Task Same_key_with_another_body_is_refused()
    {
        var process = await ProcessAsync();
        await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1", "one"), Ledger.Send, default);

        var other = await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1", "two"), Ledger.Send, default);

        Assert.Equal("platform.idempotency-key-reused", other.Error!.Code);
    }

    [Fact]
    public async Task Same_message_under_another_command_is_applied_once()
    {
        var process = await ProcessAsync();
        Result<Commit<Counter>> Take(Snapshot<Counter> before) =>
            new Commit<Counter>(new Counter((before.State?.Value ?? 0) + 1)) { InboxMessageId = "m1" };
        await process.Runner.RunAsync(Ledger.Receivers, "r", Ledger.Command("1"), Take, default);

        var again = await process.Runner.RunAsync(Ledger.Receivers, "r", Ledger.Command("2"), Take, default);

        Assert.Equal(CommitOutcome.AlreadyCommitted, again.Value.Receipt.Outcome);
        Assert.Equal(1, (await process.Store.ReadAsync(Ledger.Receivers, "r", default)).State!.Value);
    }

    [Fact]
    public async Task Stale_if_match_is_refused_at_once()
    {
        var process = await ProcessAsync();
        await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1"), Ledger.Send, default);

        var stale = await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("2"), Ledger.Send, default, expected: "W/\"old\"");

        Assert.Equal("platform.precondition-failed", stale.Error!.Code);
    }

    [Fact]
    public async Task Stale_snapshot_does_not_commit()
    {
        var process = await ProcessAsync();
        var stale = await process.Store.ReadAsync(Ledger.Senders, "a", default);
        await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1"), Ledger.Send, default);

        var late = await process.Store.CommitAsync(Ledger.Senders, stale, Ledger.Command("2"), Ledger.Send(stale).Value, default);

        Assert.Equal("platform.precondition-failed", late.Error!.Code);
    }

    [Fact]
    public async Task Parallel_commands_on_one_aggregate_all_count()
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        var process = new StorageProcess(account, Ledger.Routes, _queue.For(null), TimeProvider.System);

        var applied = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command($"{i}"), Ledger.Send, default))
        );

        Assert.All(applied, result => Assert.True(result.IsSuccess));
        Assert.Equal(4, (await process.Store.ReadAsync(Ledger.Senders, "a", default)).State!.Value);
    }

    [Theory]
    [InlineData(Fault.DropAnswer)]
    [InlineData(Fault.FailBefore)]
    [InlineData(Fault.Busy)]
    public async Task Command_survives_any_single_network_fault(Fault fault)
    {
        for (var call = 1; call <= 3; call++)
        {
            var at = call;
            var network = new FaultTransport((number, _) => number == at ? fault : Fault.None);
            var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
            var process = new StorageProcess(account, Ledger.Routes, _queue.For(null), TimeProvider.System, network);

            var applied = await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("1"), Ledger.Send, default);

            Assert.Equal(CommitOutcome.Committed, applied.Value.Receipt.Outcome);
            Assert.Equal(1, (await process.Store.ReadAsync(Ledger.Senders, "a", default)).State!.Value);
        }
    }

    [Fact]
    public async Task Old_markers_go_with_later_commands()
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        var process = await ProcessAsync(account: account);
        for (var i = 0; i < 7; i++)
        {
            await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command($"{i}"), Ledger.Send, default);
        }

        _clock.Advance(TimeSpan.FromDays(91));
        await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("x"), Ledger.Send, default);
        await process.Runner.RunAsync(Ledger.Senders, "a", Ledger.Command("y"), Ledger.Send, default);

        var rows = await process.Clients.Table("Ledger").RangeAsync("a", "c|", "l", 100, default);
        Assert.Equal(["c|cmd-x", "c|cmd-y", "k|cmd-x", "k|cmd-y"], rows.Select(row => row.RowKey).Where(key => !key.StartsWith('e')));
        Assert.Equal(9, (await process.Store.ReadEventsAsync(Ledger.Senders, "a", 0, 100, default)).Count);
    }
}

internal sealed record LargeNote(string Text);

[System.Text.Json.Serialization.JsonSerializable(typeof(LargeNote))]
internal sealed partial class LargeNoteJson : System.Text.Json.Serialization.JsonSerializerContext;
