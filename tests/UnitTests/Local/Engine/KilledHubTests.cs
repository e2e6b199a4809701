using Serverless.Durable;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Store;
using Serverless.TestKit.Orchestrations;

namespace Serverless.UnitTests.Local.Engine;

/// <summary>
/// T43: a process killed at any moment leaves the files as they are at that moment. So they are copied while every single call is under
/// way, and each copy is taken up by a process of its own.
/// </summary>
public sealed class KilledHubTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _copies = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task T43_killed_during_any_call_every_instance_goes_on_to_the_same_end()
    {
        var file = Path.Combine(_folder.Path, "hub.db");
        string[] expected;
        using (var database = HubDatabase.Open(file))
        {
            using var hub = new VirtualTaskHub(durable => Register(durable, () => Copy(file)), database: database);
            hub.Start("Flow", "one", "1");
            hub.Start("Flow", "two", "2");
            hub.Instances.Raise("one", "go", "10");
            hub.Instances.Raise("two", "go", "20");
            await hub.RunAsync();
            expected = Outcome(hub);
        }

        Assert.Equal(["one Completed 11", "two Completed 22"], expected);
        Assert.InRange(_copies.Count, 10, 1000);
        foreach (var copy in _copies)
        {
            using var database = HubDatabase.Open(Path.Combine(copy, "hub.db"));
            using var hub = new VirtualTaskHub(durable => Register(durable, () => { }), database: database);
            await hub.RunAsync();
            Assert.Equal(expected, Outcome(hub));
        }
    }

    /// <summary>2 flushes at each commit, 1 does not. The pragma is read when it is parsed, so each question is written in its own way.</summary>
    [Fact]
    public void Commit_is_on_the_disk_unless_it_only_holds_what_a_restart_forgets()
    {
        using var database = HubDatabase.Open(Path.Combine(_folder.Path, "flush.db"));
        long Level(string question) => (long)database.Command(question).ExecuteScalar()!;

        Assert.Equal(1, database.TransactLightly(_ => Level("PRAGMA synchronous")));
        Assert.Equal(2, database.Transact(_ => Level("pragma synchronous")));
        Assert.Throws<InvalidOperationException>(() => database.TransactLightly<bool>(_ => throw new InvalidOperationException("killed")));
        Assert.Equal(2, database.Transact(_ => Level("PRAGMA SYNCHRONOUS")));
    }

    [Fact]
    public void Failed_transaction_leaves_nothing_behind()
    {
        using var database = HubDatabase.InMemory();

        Assert.Throws<InvalidOperationException>(() =>
            database.Transact<bool>(tables =>
            {
                tables.Put(State("half"));
                throw new InvalidOperationException("killed");
            })
        );

        Assert.Null(database.Transact(tables => tables.Find("half")));
    }

    private static OrchestrationState State(string id)
    {
        var at = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(DateTime.UnixEpoch);
        return new OrchestrationState
        {
            InstanceId = id,
            CreatedTimestamp = at,
            LastUpdatedTimestamp = at,
        };
    }

    private static string[] Outcome(VirtualTaskHub hub) =>
        [
            .. hub
                .Instances.List(new InstanceFilter(), null, 10)
                .Where(state => state.ParentInstanceId is null)
                .Select(state => $"{state.InstanceId} {state.OrchestrationStatus} {state.Output}"),
        ];

    private static void Register(DurableBuilder durable, Action interrupt)
    {
        durable.AddOrchestratorFunc<int, int>(
            "Flow",
            async (context, input) =>
            {
                interrupt();
                var first = await context.CallActivityAsync<int>("same", input);
                await context.CreateTimer(TimeSpan.FromDays(5), CancellationToken.None);
                var second = await context.WaitForExternalEvent<int>("go");
                var third = await context.CallSubOrchestratorAsync<int>("Child", 1);
                return (first * third) + second;
            }
        );
        durable.AddOrchestratorFunc<int, int>("Child", (context, input) => context.CallActivityAsync<int>("same", input));
        durable.AddActivityFunc<int, int>(
            "same",
            (_, input) =>
            {
                interrupt();
                return Task.FromResult(input);
            }
        );
    }

    private void Copy(string file)
    {
        var target = Path.Combine(_folder.Path, $"copy-{_copies.Count}");
        Directory.CreateDirectory(target);
        foreach (var part in Directory.GetFiles(_folder.Path, "hub.db*"))
        {
            File.Copy(part, Path.Combine(target, Path.GetFileName(part)));
        }
        _copies.Add(target);
        Assert.True(File.Exists(file));
    }
}
