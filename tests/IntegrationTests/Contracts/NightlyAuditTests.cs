using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.App.Contracts.Audit;
using Serverless.Platform.Documents;
using Serverless.Platform.Documents.Evidence;
using Serverless.Platform.Storage;
using Serverless.TestKit.Contracts;
using Serverless.TestKit.Documents;

namespace Serverless.IntegrationTests.Contracts;

/// <summary>What an insider with every key of ours does to the tables after a night was stamped.</summary>
public sealed class NightlyAuditTests(SealFixture seals) : IClassFixture<SealFixture>
{
    [Fact]
    public async Task Night_covers_every_chain_and_finds_nothing_wrong_while_nothing_is()
    {
        await using var teacher = await StampedAsync();

        var report = await InspectAsync(teacher);

        Assert.Empty(report.Findings);
        Assert.Equal(1, report.Manifests);
        Assert.True(report.Chains >= 5, $"{report.Chains} chains");
    }

    [Fact]
    public async Task Edited_event_is_found_although_every_hash_was_recomputed()
    {
        await using var teacher = await StampedAsync();
        await RewriteAsync(teacher, events => [events[0] with { Data = "{\"memberId\":\"another\"}"u8.ToArray() }, .. events.Skip(1)]);

        var report = await InspectAsync(teacher);

        Assert.Contains(report.Findings, finding => finding.Kind == AuditFindingKind.Edited && finding.Chain == ChainOf(teacher));
    }

    [Fact]
    public async Task Removed_event_is_found_although_the_state_was_set_back()
    {
        await using var teacher = await StampedAsync();
        await RewriteAsync(teacher, events => [.. events.SkipLast(1)]);

        var report = await InspectAsync(teacher);

        Assert.Contains(report.Findings, finding => finding.Kind == AuditFindingKind.Removed && finding.Chain == ChainOf(teacher));
    }

    [Fact]
    public async Task Events_in_another_order_are_found()
    {
        await using var teacher = await StampedAsync();
        await RewriteAsync(teacher, events => [events[1] with { Time = events[0].Time }, events[0] with { Time = events[1].Time }]);

        var report = await InspectAsync(teacher);

        Assert.Contains(report.Findings, finding => finding.Kind == AuditFindingKind.Edited && finding.Chain == ChainOf(teacher));
    }

    [Fact]
    public async Task Event_that_claims_a_time_before_the_stamp_is_found()
    {
        await using var teacher = await StampedAsync();
        await RewriteAsync(teacher, events => [.. events, events[^1] with { Data = "{}"u8.ToArray() }]);

        var report = await InspectAsync(teacher);

        Assert.Contains(report.Findings, finding => finding.Kind == AuditFindingKind.BackDated && finding.Chain == ChainOf(teacher));
    }

    [Fact]
    public async Task Chain_that_is_gone_is_missed()
    {
        await using var teacher = await StampedAsync();
        await RewriteAsync(teacher, _ => []);

        var report = await InspectAsync(teacher);

        Assert.Contains(report.Findings, finding => finding.Kind == AuditFindingKind.Removed && finding.Chain == ChainOf(teacher));
    }

    [Fact]
    public async Task Second_night_covers_what_changed_since_and_a_second_tick_has_nothing_to_do()
    {
        await using var teacher = await StampedAsync();
        teacher.Clock.Advance(TimeSpan.FromHours(24));
        seals.Time.SetUtcNow(teacher.Clock.GetUtcNow());
        await teacher
            .Service<App.Contracts.Messages.ContractDocuments>()
            .IssueAsync(new(teacher.MemberId, "cna-2", SamplePapers.NoDebt), default);
        teacher.Clock.Advance(TimeSpan.FromMinutes(11));
        seals.Time.SetUtcNow(teacher.Clock.GetUtcNow());

        var second = await NightOf(teacher).StampAsync(TimeSpan.FromHours(20), default);
        var again = await NightOf(teacher).StampAsync(TimeSpan.FromHours(20), default);

        Assert.Equal(2, second.Value?.Number);
        Assert.Contains(second.Value!.Heads, head => head.Chain.StartsWith("Contracts/", StringComparison.Ordinal));
        Assert.DoesNotContain(second.Value.Heads, head => head.Chain == ChainOf(teacher));
        Assert.True(again.IsSuccess);
        Assert.Null(again.Value);
        Assert.Empty((await InspectAsync(teacher)).Findings);
    }

    [Fact]
    public async Task Changed_configuration_table_is_an_event_and_an_unchanged_one_is_none()
    {
        await using var teacher = await StampedAsync();
        var record = teacher.Service<ConfigurationRecord>();
        var shipped = ConfigurationRecord.Shipped();

        await record.KeepAsync(shipped, default);
        await record.KeepAsync(shipped.SetItem("uit.seed.json", new string('0', 64)), default);

        var events = await teacher
            .Service<AggregateStore>()
            .ReadEventsAsync(ConfigurationRecord.Kind, ConfigurationRecord.Id, 0, 200, default);
        var last = ConfigurationRecord.Changed.Read(events[^1]);
        Assert.Equal(shipped.Count + 1, events.Count);
        Assert.Equal(("uit.seed.json", shipped["uit.seed.json"], new string('0', 64)), (last.Table, last.Before, last.After));
    }

    /// <summary>A member whose chain holds two events, and a night over it.</summary>
    private async Task<SigningTeacher> StampedAsync()
    {
        var teacher = await SigningTeacher.SignInAsync();
        var paper = await teacher.PresentAsync();
        await teacher.SignAsync(paper);
        _papers[teacher] = paper.DocumentId;
        teacher.Clock.Advance(TimeSpan.FromMinutes(30));
        seals.Time.SetUtcNow(teacher.Clock.GetUtcNow());
        var stamped = await NightOf(teacher).StampAsync(TimeSpan.FromHours(20), default);
        Assert.True(stamped.IsSuccess, stamped.Error?.Code);
        return teacher;
    }

    private readonly Dictionary<SigningTeacher, string> _papers = [];

    private string ChainOf(SigningTeacher teacher) => $"Contracts/{_papers[teacher]}";

    private StampNight NightOf(SigningTeacher teacher) =>
        new(
            teacher.Service<AuditVault>(),
            teacher.Service<EventChains>(),
            new TimeStamping(seals.TimeStamps),
            teacher.Service<ConfigurationRecord>(),
            teacher.Clock,
            NullLogger<StampNight>.Instance
        );

    private Task<AuditReport> InspectAsync(SigningTeacher teacher) =>
        new AuditInspection(teacher.Service<AuditVault>(), teacher.Service<EventChains>()).RunAsync(seals.Roots, default);

    /// <summary>Writes the chain anew with true hashes, and the state's place in it.</summary>
    private async Task RewriteAsync(SigningTeacher teacher, Func<IReadOnlyList<StoredEvent>, IReadOnlyList<StoredEvent>> change)
    {
        var partition = _papers[teacher];
        var table = new TableServiceClient(teacher.Account.ConnectionString).GetTableClient($"{teacher.Account.NamePrefix}Contracts");
        var before = await teacher.Service<EventChains>().ReadAsync(ChainOf(teacher), default);
        foreach (var old in before)
        {
            await table.DeleteEntityAsync(partition, RowKeys.Event(old.Sequence));
        }

        ReadOnlyMemory<byte> previous = EventChain.Start;
        var (sequence, changed) = (0L, change(before));
        foreach (var one in changed)
        {
            sequence++;
            var hash = EventChain.Hash(previous.Span, one.Id, sequence, one.Version, one.Time, one.Type, one.Data.Span);
            await table.AddEntityAsync(AggregateRows.Event(partition, one with { Sequence = sequence, Previous = previous, Hash = hash }));
            previous = hash;
        }

        if (sequence == 0)
        {
            await table.DeleteEntityAsync(partition, RowKeys.State);
            return;
        }

        TableEntity state = await table.GetEntityAsync<TableEntity>(partition, RowKeys.State);
        (state["seq"], state["head"]) = (sequence, previous.ToArray());
        await table.UpdateEntityAsync(state, state.ETag, TableUpdateMode.Replace);
    }
}
