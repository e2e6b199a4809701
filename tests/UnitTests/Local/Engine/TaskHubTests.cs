using Microsoft.Extensions.Time.Testing;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Hub;
using Serverless.Local.Engine.Rules;
using Serverless.Local.Engine.Store;
using Serverless.Local.Engine.Work;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Local.Engine;

/// <summary>T43, T44: what the hub hands out, to whom, and when.</summary>
public sealed class TaskHubTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero));
    private readonly HubDatabase _database = HubDatabase.InMemory();
    private readonly HubInstances _instances;
    private readonly TaskHub _hub;

    public TaskHubTests()
    {
        var signal = new HubSignal();
        _hub = new TaskHub(_database, _time, signal, new Chaos(new ChaosSwitches(), 1));
        _instances = new HubInstances(_database, _time, signal);
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public void T43_turn_is_handed_out_once_and_again_when_its_lock_ends()
    {
        Start("a");
        var first = _hub.TakeTurn();

        var meanwhile = _hub.TakeTurn();
        _time.Advance(TimeSpan.FromMinutes(12));
        var second = _hub.TakeTurn();

        Assert.NotNull(first);
        Assert.Null(meanwhile);
        Assert.Equal((1, 2), (first.Deliveries, second!.Deliveries));
        Assert.False(_hub.Complete(first, Schedule("pay")));
        Assert.True(_hub.Complete(second, Schedule("pay")));
        Assert.NotNull(_hub.TakeActivity());
        Assert.Null(_hub.TakeActivity());
    }

    [Fact]
    public void T43_turn_handed_back_comes_later_each_time_and_unchanged()
    {
        Start("a");
        for (var delivery = 1; delivery <= 12; delivery++)
        {
            var turn = _hub.TakeTurn()!;
            Assert.Equal(delivery, turn.Deliveries);
            Assert.Equal("Flow", turn.New[1].ExecutionStarted.Name);
            _hub.HandBack(turn);

            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, delivery), 600));
            _time.Advance(pause - TimeSpan.FromTicks(1));
            Assert.Null(_hub.TakeTurn());
            _time.Advance(TimeSpan.FromTicks(1));
        }
    }

    [Fact]
    public void T43_activity_that_nobody_answers_is_delivered_again_and_answers_once()
    {
        Start("a");
        _hub.Complete(_hub.TakeTurn()!, Schedule("pay"));
        var first = _hub.TakeActivity()!;
        _time.Advance(TimeSpan.FromMinutes(12));
        var second = _hub.TakeActivity()!;

        Assert.False(_hub.Complete(first, (at, id) => HubEvents.TaskCompleted(at, id, "1")));
        Assert.True(_hub.Complete(second, (at, id) => HubEvents.TaskCompleted(at, id, "2")));
        Assert.Equal("2", _hub.TakeTurn()!.New[1].TaskCompleted.Result);
    }

    [Fact]
    public void T43_timer_is_seen_when_it_is_due_and_not_before()
    {
        Start("a");
        var due = _time.GetUtcNow().UtcDateTime.AddHours(1);
        _hub.Complete(
            _hub.TakeTurn()!,
            new()
            {
                Actions =
                {
                    new OrchestratorAction { CreateTimer = new() { FireAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(due) } },
                },
            }
        );

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Null(_hub.TakeTurn());
        Assert.Equal(due, _hub.NextDue());
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, _hub.TakeTurn()!.New[1].TimerFired.TimerId);
    }

    [Theory]
    [InlineData(false, true, "Exists")]
    [InlineData(false, false, "Exists")]
    [InlineData(true, true, "Exists")]
    [InlineData(true, false, "Done")]
    public void T43_used_id_is_taken_over_only_when_the_policy_is_absent_and_the_instance_ended(bool ended, bool policy, string expected)
    {
        Start("a");
        if (ended)
        {
            End("a", Completed);
        }
        var again = new CreateInstanceRequest { InstanceId = "a", Name = "Flow" };
        again.OrchestrationIdReusePolicy = policy ? new OrchestrationIdReusePolicy() : null;

        Assert.Equal(expected, $"{_instances.Start(again, out _)}");
    }

    [Fact]
    public void T43_purge_takes_ended_instances_and_all_that_belonged_to_them()
    {
        Start("a");

        Assert.Equal(HubAnswer.WrongState, _instances.Purge("a", false, out _));
        End("a", Failed);
        Assert.Equal(HubAnswer.Done, _instances.Purge("a", false, out var purged));

        Assert.Equal(1, purged);
        Assert.Empty(_instances.History("a"));
        Assert.Equal(HubAnswer.NotFound, _instances.Raise("a", "wake", null));
    }

    [Fact]
    public void T43_what_belongs_to_an_earlier_generation_never_arrives()
    {
        Start("a");
        _hub.Complete(_hub.TakeTurn()!, Schedule("slow"));
        var slow = _hub.TakeActivity()!;
        _instances.Raise("a", "next", null);
        var next = new CompleteOrchestrationAction { OrchestrationStatus = ContinuedAsNew, Result = "2" };
        next.CarryoverEvents.Add(HubEvents.EventRaised(_time.GetUtcNow().UtcDateTime, "early", null));
        _hub.Complete(
            _hub.TakeTurn()!,
            new()
            {
                Actions =
                {
                    new OrchestratorAction { Id = 1, CompleteOrchestration = next },
                },
            }
        );
        _instances.Raise("a", "late", null);
        _hub.Complete(slow, (at, id) => HubEvents.TaskCompleted(at, id, "1"));

        var turn = _hub.TakeTurn()!;

        Assert.Empty(turn.Past);
        Assert.Equal("2", turn.Started.Input);
        Assert.Equal(["early", "late"], turn.New.Select(e => e.EventRaised?.Name).OfType<string>());
        Assert.DoesNotContain(turn.New, e => e.TaskCompleted is not null);
        Assert.NotNull(turn.New[3].OrchestratorCompleted);
    }

    [Theory]
    [InlineData(true, "Terminated", 3)]
    [InlineData(false, "Running", 0)]
    public void T44_termination_and_purge_reach_the_children_when_asked(bool recursive, string child, int gone)
    {
        Start("a");
        _hub.Complete(_hub.TakeTurn()!, Child("a:1"));
        _hub.Complete(_hub.TakeTurn()!, Child("a:1:1"));
        _hub.Complete(_hub.TakeTurn()!, new());

        _instances.Terminate("a", "\"by hand\"", recursive);
        while (_hub.TakeTurn() is { } turn)
        {
            var end = turn.New.First(e => e.ExecutionTerminated is not null).ExecutionTerminated;
            _hub.End(turn, new() { OrchestrationStatus = Terminated, Result = end.Input });
        }

        Assert.Equal((Terminated, "\"by hand\""), (_instances.Find("a")!.OrchestrationStatus, _instances.Find("a")!.Output));
        Assert.Equal(child, $"{_instances.Find("a:1:1")!.OrchestrationStatus}");
        if (recursive)
        {
            Assert.Equal(HubAnswer.Done, _instances.Purge("a", true, out var purged));
            Assert.Equal(gone, purged);
        }
    }

    private static OrchestratorResponse Schedule(string activity) =>
        new() { Actions = { new OrchestratorAction { ScheduleTask = new() { Name = activity } } } };

    private static OrchestratorResponse Child(string id) =>
        new()
        {
            Actions =
            {
                new OrchestratorAction
                {
                    CreateSubOrchestration = new() { InstanceId = id, Name = "Flow" },
                },
            },
        };

    private void Start(string id) => _instances.Start(new CreateInstanceRequest { InstanceId = id, Name = "Flow" }, out _);

    private void End(string id, OrchestrationStatus status)
    {
        var turn = _hub.TakeTurn()!;
        Assert.Equal(id, turn.Instance);
        _hub.End(turn, new() { OrchestrationStatus = status });
    }
}
