using Serverless.Durable;
using Serverless.Durable.Protocol;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class NonDeterminismTests
{
    private static readonly Func<TaskOrchestrationContext, Task<int>> Activity = context => context.CallActivityAsync<int>("A");

    private static readonly Func<TaskOrchestrationContext, Task<int>> Timer = async context =>
    {
        await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
        return 0;
    };

    private static readonly Func<TaskOrchestrationContext, Task<int>> Child = context => context.CallSubOrchestratorAsync<int>("C");

    private static readonly Func<TaskOrchestrationContext, Task<int>> Nothing = _ => Task.FromResult(0);

    [Fact]
    public void T14_history_has_an_activity_where_the_code_has_a_timer() =>
        Fails(Timer, Ev.TaskScheduled(0, "A"), "Step 0: history has activity 'A', the code has a timer.");

    [Fact]
    public void T15_history_has_an_activity_where_the_code_has_nothing() =>
        Fails(Nothing, Ev.TaskScheduled(0, "A"), "Step 0: history has activity 'A', the code has nothing.");

    [Fact]
    public void T15_history_has_a_second_activity_that_the_code_lacks() =>
        Fails(Activity, Ev.TaskScheduled(1, "B"), "Step 1: history has activity 'B', the code has nothing.");

    [Fact]
    public void T16_history_has_a_timer_where_the_code_has_an_activity() =>
        Fails(Activity, Ev.TimerCreated(0, Ev.T0), "Step 0: history has a timer, the code has activity 'A'.");

    [Fact]
    public void T17_history_has_another_activity() =>
        Fails(Activity, Ev.TaskScheduled(0, "B"), "Step 0: history has activity 'B', the code has activity 'A'.");

    [Fact]
    public void T17_names_differ_by_more_than_case()
    {
        var flow = Simulation.Of(Activity);

        var response = flow.Execute([Started, Ev.ExecutionStarted(Simulation.Name), Ev.TaskScheduled(0, "a")], [Ev.Ok(0, "4")]);

        Assert.Equal("4", response.Actions.Single().CompleteOrchestration.Result);
    }

    [Fact]
    public void T19_history_has_a_child_where_the_code_has_nothing() =>
        Fails(Nothing, Ev.ChildCreated(0, "C"), "Step 0: history has sub-orchestration 'C', the code has nothing.");

    [Fact]
    public void T19_history_has_a_child_where_the_code_has_an_activity() =>
        Fails(Activity, Ev.ChildCreated(0, "A"), "Step 0: history has sub-orchestration 'A', the code has activity 'A'.");

    [Fact]
    public void T19_history_has_an_activity_where_the_code_has_a_child() =>
        Fails(Child, Ev.TaskScheduled(0, "C"), "Step 0: history has activity 'C', the code has sub-orchestration 'C'.");

    [Theory]
    [InlineData("case-2", "Wake", null)]
    [InlineData("case-2", "Sleep", "event 'Sleep' sent")]
    [InlineData("case-3", "Wake", "an event sent to 'case-3'")]
    public void T34_sent_event_is_confirmed_by_name_and_target(string target, string name, string? problem)
    {
        Func<TaskOrchestrationContext, Task<int>> body = context =>
        {
            context.SendEvent("case-2", "Wake", 5);
            return context.CallActivityAsync<int>("A");
        };
        if (problem is not null)
        {
            Fails(body, Ev.Sent(0, target, name), problem);
            return;
        }

        var flow = Simulation.Of(body).Start();
        Assert.Equal(["case-2/Wake/5"], flow.Actions.Where(a => a.SendEvent is not null).Select(Text));
        Assert.Equal("1", flow.Turn(Ev.Ok(1, "1")).End.Result);
    }

    [Fact]
    public void T34_history_has_an_activity_where_the_code_sends_an_event() =>
        Fails(
            context =>
            {
                context.SendEvent("case-2", "Wake", null);
                return context.CallActivityAsync<int>("A");
            },
            Ev.TaskScheduled(0, "Wake"),
            "event 'Wake' sent"
        );

    private static HistoryEvent Started => Ev.OrchestratorStarted(Ev.T0);

    private static string Text(OrchestratorAction action) =>
        $"{action.SendEvent.Instance.InstanceId}/{action.SendEvent.Name}/{action.SendEvent.Data}";

    private static void Fails(Func<TaskOrchestrationContext, Task<int>> body, HistoryEvent recorded, string message)
    {
        var flow = Simulation.Of(body);

        var response = flow.Execute([Started, Ev.ExecutionStarted(Simulation.Name), recorded], [Started]);

        var end = Assert.Single(response.Actions).CompleteOrchestration;
        Assert.Equal(Failed, end.OrchestrationStatus);
        Assert.True(end.FailureDetails.IsNonRetriable);
        Assert.Contains(message, end.FailureDetails.ErrorMessage);
    }
}
