using Serverless.Durable;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class RetryTests
{
    private static readonly RetryPolicy Thrice = new(3, TimeSpan.FromSeconds(10), backoffCoefficient: 2);

    private static Simulation Calling(RetryPolicy policy) =>
        Simulation.Of(context => context.CallActivityAsync<int>("A", 5, TaskOptions.FromRetryPolicy(policy)));

    [Fact]
    public void T30_failure_asks_for_a_timer_then_for_a_new_step_with_the_same_input()
    {
        var flow = Calling(Thrice).Start();
        var input = flow.Only.ScheduleTask.Input;

        flow.Turn(Ev.NotOk(0, "x.y"));
        Assert.Equal((1, Ev.T0.AddMinutes(1).AddSeconds(10)), (flow.Only.Id, flow.Only.CreateTimer.FireAt.ToDateTime()));
        flow.Turn(Ev.TimerFired(1));

        Assert.Equal((2, "A", input), (flow.Only.Id, flow.Only.ScheduleTask.Name, flow.Only.ScheduleTask.Input));
        Assert.Equal("4", flow.Turn(Ev.Ok(2, "4")).End.Result);
    }

    [Fact]
    public void T30_exhausted_attempts_fail_with_the_last_failure()
    {
        var flow = Calling(Thrice).Start().Turn(Ev.NotOk(0, "a")).Turn(Ev.TimerFired(1)).Turn(Ev.NotOk(2, "b")).Turn(Ev.TimerFired(3));

        flow.Turn(Ev.NotOk(4, "c"));

        Assert.Equal("c", flow.End.FailureDetails.InnerFailure.ErrorType);
    }

    [Theory]
    [InlineData(1.0, null, new[] { 10, 10, 10, 10 })]
    [InlineData(2.0, null, new[] { 10, 20, 40, 80 })]
    [InlineData(2.0, 30, new[] { 10, 20, 30, 30 })]
    public void T30_back_off_arithmetic(double coefficient, int? maxSeconds, int[] seconds)
    {
        var max = maxSeconds is { } s ? TimeSpan.FromSeconds(s) : (TimeSpan?)null;
        var policy = new RetryPolicy(10, TimeSpan.FromSeconds(10), coefficient, max);

        Assert.Equal(seconds, Enumerable.Range(1, 4).Select(attempt => (int)policy.DelayAfter(attempt).TotalSeconds));
        Assert.Equal(coefficient > 1 && max is null ? TimeSpan.MaxValue : policy.DelayAfter(4), policy.DelayAfter(5_000));
    }

    [Fact]
    public void T30_no_attempt_starts_after_the_timeout()
    {
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromMinutes(2));
        var flow = Calling(policy).Start();

        flow.Turn(Ev.NotOk(0, "x")).Turn(Ev.TimerFired(1)).Turn(Ev.NotOk(2, "x"));

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
    }

    [Fact]
    public void T30_what_cannot_succeed_is_not_tried_again()
    {
        Assert.Equal(Failed, Calling(Thrice).Start().Turn(Ev.NotOk(0, "x", retriable: false)).End.OrchestrationStatus);
        Assert.Equal(Failed, Calling(Thrice).Start().Turn(Ev.TaskFailed(0, null)).End.OrchestrationStatus);
    }

    [Fact]
    public void T30_policy_decides_by_the_failure()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(10)) { HandleFailure = failure => failure.ErrorType == "again" };

        Assert.NotNull(Calling(policy).Start().Turn(Ev.NotOk(0, "again")).Only.CreateTimer);
        Assert.Equal(Failed, Calling(policy).Start().Turn(Ev.NotOk(0, "never")).End.OrchestrationStatus);
    }

    [Fact]
    public void T30_infrastructure_failures_are_retried_without_being_asked()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(15), 4);
        var flow = Simulation.Of<int, int>((context, _) => context.CallActivityAsync<int>("A", 5), infrastructureRetry: policy).Start();
        var input = flow.Only.ScheduleTask.Input;

        flow.Turn(Ev.TaskFailed(0, Ev.HostFailure()));
        Assert.Equal(Ev.T0.AddMinutes(1).AddSeconds(15), flow.Only.CreateTimer.FireAt.ToDateTime());
        flow.Turn(Ev.TimerFired(1));
        Assert.Equal(input, flow.Only.ScheduleTask.Input);
        flow.Turn(Ev.TaskFailed(2, Ev.HostFailure()));
        Assert.Equal(Ev.T0.AddMinutes(3).AddSeconds(60), flow.Only.CreateTimer.FireAt.ToDateTime());
        flow.Turn(Ev.TimerFired(3)).Turn(Ev.TaskFailed(4, Ev.HostFailure()));

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
    }

    [Theory]
    [InlineData("true", "2")]
    [InlineData("false", null)]
    [InlineData("throws", null)]
    public void T31_handler_decides(string answer, string? result)
    {
        bool Handler(RetryContext context) =>
            answer switch
            {
                "true" => context.LastAttemptNumber == 1 && context.LastFailure.ErrorType == "x",
                "false" => false,
                _ => throw new InvalidOperationException("handler"),
            };
        var flow = Simulation.Of(context => context.CallActivityAsync<int>("A", options: TaskOptions.FromRetryHandler(Handler)));

        flow.Start().Turn(Ev.NotOk(0, "x"));

        if (result is null)
        {
            Assert.Equal(Failed, flow.End.OrchestrationStatus);
        }
        else
        {
            Assert.Equal(result, flow.Turn(Ev.Ok(1, "2")).End.Result);
        }
    }

    [Fact]
    public void T31_async_handler_pauses_durably_and_retries_a_child()
    {
        var options = TaskOptions.FromRetryHandler(async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return retry.TotalRetryTime < TimeSpan.FromDays(1);
        });
        var flow = Simulation.Of(context => context.CallSubOrchestratorAsync<int>("Child", options: options));

        flow.Start().Turn(Ev.ChildFailed(0, new() { ErrorType = "x" })).Turn(Ev.TimerFired(1));

        Assert.Equal(2, flow.Only.Id);
        Assert.Equal("8", flow.Turn(Ev.ChildCompleted(2, "8")).End.Result);
    }

    [Fact]
    public void T32_retry_inside_WhenAny_and_WhenAll_with_a_long_timer()
    {
        var slow = new RetryPolicy(3, TimeSpan.FromDays(5));
        var flow = Simulation.Of(async context =>
        {
            var retried = context.CallActivityAsync<int>("A", options: TaskOptions.FromRetryPolicy(slow));
            var plain = context.CallActivityAsync<int>("B");
            var first = await Task.WhenAny(retried, plain);
            var all = await Task.WhenAll(retried, plain);
            return $"{first == plain} {all.Sum()}";
        });

        flow.Start().Turn(Ev.NotOk(0, "x")).Turn(Ev.Ok(1, "1"));
        flow.Turn(Ev.OrchestratorStarted(Ev.T0.AddDays(4)), Ev.TimerFired(2))
            .Turn(Ev.OrchestratorStarted(Ev.T0.AddDays(6)), Ev.TimerFired(3));

        Assert.Equal((4, "A"), (flow.Only.Id, flow.Only.ScheduleTask.Name));
        Assert.Equal("\"True 11\"", flow.Turn(Ev.Ok(4, "10")).End.Result);
    }
}
