using Serverless.Durable;
using Serverless.Durable.Protocol;

namespace Serverless.UnitTests.Durable;

public sealed class ContinueAsNewTests
{
    [Fact]
    public void T28_next_generation_has_the_new_input_and_version()
    {
        var seen = new List<string>();
        var flow = Simulation.Of<int, int>(
            (context, round) =>
            {
                seen.Add($"{round} v{context.Version}");
                if (round < 2)
                {
                    context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2" }, round + 1);
                }

                return Task.FromResult(round);
            }
        );

        flow.Start("0");

        Assert.Equal(["0 v", "1 v2", "2 v2"], seen);
        Assert.Equal("2", flow.End.Result);
    }

    [Theory]
    [InlineData(true, new[] { "a", "b", "c", "late" })]
    [InlineData(false, new string[0])]
    public void T28_unread_events_are_carried_over_in_order_or_dropped(bool keep, string[] expected)
    {
        var flow = Simulation.Of(async context =>
        {
            await context.CallActivityAsync("A");
            context.ContinueAsNew(1, keep);
            return 0;
        });
        HistoryEvent[] past = [Ev.OrchestratorStarted(Ev.T0), Ev.ExecutionStarted(Simulation.Name), Ev.TaskScheduled(0, "A")];

        var response = flow.Execute(
            past,
            [Ev.Raised("a"), Ev.Raised("b"), Ev.Raised("c"), Ev.Ok(0, "1"), Ev.Raised("late"), Ev.Ok(0, "2")]
        );

        var end = Assert.Single(response.Actions).CompleteOrchestration;
        Assert.Equal(OrchestrationStatus.ContinuedAsNew, end.OrchestrationStatus);
        Assert.Equal(expected, end.CarryoverEvents.Select(e => e.EventRaised.Name));
    }

    [Fact]
    public void T28_event_sent_just_before_still_leaves_and_the_lost_timer_does_not()
    {
        var flow = Simulation.Of(async context =>
        {
            await context.CallActivityAsync("A");
            _ = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            context.SendEvent("case-2", "Wake", null);
            context.ContinueAsNew(1);
            return 0;
        });
        HistoryEvent[] past = [Ev.OrchestratorStarted(Ev.T0), Ev.ExecutionStarted(Simulation.Name), Ev.TaskScheduled(0, "A")];

        var response = flow.Execute(past, [Ev.Ok(0, "1")]);

        Assert.Equal([2, 3], response.Actions.Select(a => a.Id));
    }

    [Fact]
    public void T29_hundreds_of_generations_with_activity_and_timer()
    {
        var flow = Simulation.Of<int, int>(
            async (context, round) =>
            {
                await context.CallActivityAsync("A");
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                if (round < 300)
                {
                    context.ContinueAsNew(round + 1);
                }

                return round;
            }
        );

        flow.Start("1");
        for (var round = 1; round <= 300; round++)
        {
            flow.Turn(Ev.Ok(0, "1")).Turn(Ev.TimerFired(1));
        }

        Assert.Equal(300, flow.Generations);
        Assert.Equal("300", flow.End.Result);
    }

    [Fact]
    public void T29_events_survive_hundreds_of_generations_each_read_once()
    {
        var flow = Simulation.Of<int, int>(
            async (context, sum) =>
            {
                sum += await context.WaitForExternalEvent<int>("n");
                if (sum < 500)
                {
                    context.ContinueAsNew(sum);
                }

                return sum;
            }
        );

        flow.Start("0").Turn([.. Enumerable.Repeat(0, 500).Select(_ => Ev.Raised("n", "1"))]);

        Assert.Equal(500, flow.Generations);
        Assert.Equal("500", flow.End.Result);
    }
}
