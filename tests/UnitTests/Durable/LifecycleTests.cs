using Serverless.Durable;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class LifecycleTests
{
    private static readonly Func<TaskOrchestrationContext, Task<int>> TwoSteps = async context =>
    {
        context.SetCustomStatus("working");
        return await context.CallActivityAsync<int>("A") + await context.CallActivityAsync<int>("B");
    };

    [Fact]
    public void T26_suspended_instance_sends_no_action_but_its_status()
    {
        var flow = Simulation.Of(TwoSteps).Start().Turn(Ev.Suspended());

        flow.Turn(Ev.Ok(0, "1"));

        Assert.Empty(flow.Actions);
        Assert.Equal("\"working\"", flow.Last.CustomStatus);
    }

    [Fact]
    public void T26_resumed_instance_goes_on_where_it_was()
    {
        var flow = Simulation.Of(TwoSteps).Start().Turn(Ev.Suspended()).Turn(Ev.Ok(0, "1"));

        flow.Turn(Ev.Resumed());

        Assert.Equal("B", flow.Only.ScheduleTask.Name);
        Assert.Equal("3", flow.Turn(Ev.Ok(1, "2")).End.Result);
    }

    [Fact]
    public void T26_suspended_in_the_turn_that_decided_holds_the_action_back()
    {
        var flow = Simulation.Of(TwoSteps).Start().Turn(Ev.Ok(0, "1"), Ev.Suspended());
        Assert.Empty(flow.Actions);

        flow.Turn(Ev.Resumed());

        Assert.Equal("B", flow.Only.ScheduleTask.Name);
    }

    [Fact]
    public void T26_suspended_before_its_start_does_nothing()
    {
        var flow = Simulation.Of(TwoSteps).Turn(Ev.Suspended(), Ev.ExecutionStarted(Simulation.Name));
        Assert.Empty(flow.Actions);

        flow.Turn(Ev.Resumed());

        Assert.Equal("A", flow.Only.ScheduleTask.Name);
    }

    [Fact]
    public void T26_suspended_twice_needs_one_resume()
    {
        var flow = Simulation
            .Of(TwoSteps)
            .Start()
            .Turn(Ev.Suspended(), Ev.Suspended())
            .Turn(Ev.Suspended())
            .Turn(Ev.Resumed(), Ev.Resumed());

        flow.Turn(Ev.Ok(0, "1")).Turn(Ev.Ok(1, "2"));

        Assert.Equal("3", flow.End.Result);
    }

    [Fact]
    public void T26_events_of_a_suspension_come_in_order_afterwards()
    {
        var flow = Simulation.Of(async context =>
            await context.WaitForExternalEvent<string>("x") + await context.WaitForExternalEvent<string>("x")
        );

        flow.Start().Turn(Ev.Suspended(), Ev.Raised("x", "\"a\"")).Turn(Ev.Raised("x", "\"b\"")).Turn(Ev.Resumed());

        Assert.Equal("\"ab\"", flow.End.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void T27_terminated_discards_the_codes_actions(bool suspended)
    {
        var flow = Simulation.Of(TwoSteps).Start();
        if (suspended)
        {
            flow.Turn(Ev.Suspended());
        }

        flow.Turn(Ev.Ok(0, "1"), Ev.Terminated("\"by hand\""), Ev.Ok(0, "2"));

        Assert.Equal(Terminated, flow.Only.CompleteOrchestration.OrchestrationStatus);
        Assert.Equal("\"by hand\"", flow.End.Result);
    }

    [Fact]
    public void T27_terminated_after_the_end_changes_nothing()
    {
        var flow = Simulation.Of(TwoSteps).Start().Turn(Ev.Ok(0, "1"));

        flow.Turn(Ev.Ok(1, "2"), Ev.Terminated("\"late\""));

        Assert.Equal("3", flow.End.Result);
    }

    [Fact]
    public void T27_terminated_beats_a_continue_as_new_of_the_same_turn()
    {
        var flow = Simulation
            .Of(async context =>
            {
                await context.CallActivityAsync("A");
                context.ContinueAsNew(1);
                return 0;
            })
            .Start();

        flow.Turn(Ev.Ok(0, "1"), Ev.Terminated());

        Assert.Equal(Terminated, flow.End.OrchestrationStatus);
    }

    [Fact]
    public void T35_status_is_set_cleared_and_on_every_response()
    {
        var flow = Simulation.Of(async context =>
        {
            context.SetCustomStatus(new[] { "step", "one" });
            await context.CallActivityAsync("A");
            await context.CallActivityAsync("B");
            context.SetCustomStatus(null);
            return await context.CallActivityAsync<int>("C");
        });

        Assert.Equal("[\"step\",\"one\"]", flow.Start().Last.CustomStatus);
        Assert.Equal("[\"step\",\"one\"]", flow.Turn(Ev.Ok(0, "0")).Last.CustomStatus);
        Assert.Null(flow.Turn(Ev.Ok(1, "0")).Last.CustomStatus);
    }

    [Theory]
    [InlineData(7_998, true)]
    [InlineData(7_999, false)]
    public void T35_status_has_at_most_8000_characters(int letters, bool fits)
    {
        var flow = Simulation.Of(context =>
        {
            context.SetCustomStatus(new string('x', letters));
            return Task.FromResult(0);
        });

        flow.Start();

        Assert.Equal(fits ? Completed : Failed, flow.End.OrchestrationStatus);
    }
}
