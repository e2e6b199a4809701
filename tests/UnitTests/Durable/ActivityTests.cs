using Serverless.Durable;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class ActivityTests
{
    [Fact]
    public void T08_activity_action_has_name_input_and_tags()
    {
        var options = new TaskOptions(tags: new Dictionary<string, string> { ["step"] = "reserve" });
        var flow = Simulation.Of(context => context.CallActivityAsync<int>("Reserve", "S/ 10", options));

        flow.Start();

        var task = flow.Only.ScheduleTask;
        Assert.Equal("Reserve", task.Name);
        Assert.Equal("reserve", task.Tags["step"]);
        Assert.Equal(Ev.Quote("{\"input\":\"S/ 10\",\"instanceId\":\"case-1\"}"), task.Input);
    }

    [Fact]
    public void T09_activity_zero_is_resolved_and_null_is_a_result()
    {
        var flow = Simulation.Of(async context => await context.CallActivityAsync<string?>("A") ?? "nothing");

        flow.Start().Turn(Ev.Ok(0, "null"));

        Assert.Equal("\"nothing\"", flow.End.Result);
    }

    [Theory]
    [InlineData("42", 42)]
    [InlineData("\"{\\\"ok\\\":true,\\\"value\\\":42}\"", 42)]
    [InlineData("\"{\\u0022ok\\u0022:true,\\u0022more\\u0022:[1],\\u0022value\\u0022:42}\"", 42)]
    [InlineData("\"{\\\"ok\\\":true,\\\"value\\\":42,\\\"more\\\":1}\"", 42)]
    [InlineData("\"{\\\"ok\\\":true}\"", 0)]
    [InlineData(null, 0)]
    public void T09_results_come_in_an_envelope_or_bare(string? stored, int expected)
    {
        var flow = Simulation.Of(context => context.CallActivityAsync<int>("A"));

        flow.Start().Turn(Ev.TaskCompleted(0, stored));

        Assert.Equal(expected.ToString(System.Globalization.CultureInfo.InvariantCulture), flow.End.Result);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("\"{\\\"ok\\\":maybe}\"")]
    [InlineData("\"{\\\"ok\\\":true,\\\"value\\\":\\\"text\\\"}\"")]
    public void T09_unreadable_result_fails_the_call_not_the_process(string stored)
    {
        var flow = Simulation.Of(context => context.CallActivityAsync<int>("A"));

        flow.Start().Turn(Ev.TaskCompleted(0, stored));

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
    }

    [Fact]
    public void T10_unmatched_and_repeated_results_are_ignored()
    {
        var flow = Simulation.Of(async context => await context.CallActivityAsync<int>("A") + await context.CallActivityAsync<int>("B"));

        flow.Start().Turn(Ev.Ok(77, "9"), Ev.Ok(-1, "9"), Ev.ChildCompleted(0, "9"), Ev.TimerFired(0), Ev.Ok(0, "1"), Ev.Ok(0, "8"));
        flow.Turn(Ev.Ok(0, "8"), Ev.Ok(1, "2"));

        Assert.Equal("3", flow.End.Result);
    }

    [Fact]
    public void T11_failure_in_the_envelope_can_be_caught()
    {
        var flow = Simulation.Of(async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Pay");
            }
            catch (TaskFailedException failed)
            {
                return $"{failed.TaskName}/{failed.TaskId}/{failed.FailureDetails.ErrorType}/{failed.FailureDetails.IsNonRetriable}";
            }
        });

        flow.Start().Turn(Ev.NotOk(0, "bank.refused", retriable: false));

        Assert.Equal("\"Pay/0/bank.refused/True\"", flow.End.Result);
    }

    [Fact]
    public void T11_uncaught_failure_keeps_the_chain_of_causes()
    {
        var flow = Simulation.Of(context => context.CallActivityAsync<string>("Pay"));

        flow.Start().Turn(Ev.TaskFailed(0, Ev.HostFailure()));

        var details = flow.End.FailureDetails;
        Assert.Equal(Failed, flow.End.OrchestrationStatus);
        Assert.Equal("Serverless.Durable.TaskFailedException", details.ErrorType);
        Assert.Equal("Microsoft.Azure.WebJobs.Host.FunctionInvocationException", details.InnerFailure.ErrorType);
        Assert.Equal("System.Net.Http.HttpRequestException", details.InnerFailure.InnerFailure.ErrorType);
    }

    [Fact]
    public void T12_chain_of_ten_keeps_its_order()
    {
        var flow = Simulation.Of(async context =>
        {
            var text = "";
            for (var step = 0; step < 10; step++)
            {
                text += await context.CallActivityAsync<string>($"A{step}");
            }

            return text;
        });

        flow.Start();
        for (var step = 0; step < 10; step++)
        {
            Assert.Equal($"A{step}", flow.Only.ScheduleTask.Name);
            flow.Turn(Ev.Ok(step, $"\"{step}\""));
        }

        Assert.Equal("\"0123456789\"", flow.End.Result);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void T12_fan_out_keeps_the_order_of_calls(int width)
    {
        var flow = Simulation.Of(async context =>
            await Task.WhenAll(Enumerable.Range(0, width).Select(n => context.CallActivityAsync<int>("Square", n)))
        );
        flow.Start();
        Assert.Equal(Enumerable.Range(0, width), flow.Actions.Select(a => a.Id));

        flow.Turn([.. Enumerable.Range(0, width).Reverse().Select(n => Ev.Ok(n, $"{n * n}"))]);

        Assert.Equal($"[{string.Join(',', Enumerable.Range(0, width).Select(n => n * n))}]", flow.End.Result);
    }

    [Fact]
    public void Awaiting_what_is_not_durable_fails_the_instance()
    {
        var never = new TaskCompletionSource();
        var flow = Simulation.Of(async _ =>
        {
            await never.Task;
            return 0;
        });

        flow.Start();

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
        Assert.True(flow.End.FailureDetails.IsNonRetriable);
        Assert.Contains("not durable", flow.End.FailureDetails.ErrorMessage);
    }

    [Fact]
    public void Yielding_without_end_fails_the_instance()
    {
        var flow = Simulation.Of<int>(async _ =>
        {
            while (true)
            {
                await Task.Yield();
            }
        });

        flow.Start();

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
    }

    [Fact]
    public void Using_the_context_from_another_thread_fails_the_instance()
    {
        var flow = Simulation.Of(context =>
        {
            var thread = new Thread(() => Record.Exception(() => context.NewGuid()));
            thread.Start();
            thread.Join();
            return context.CallActivityAsync<int>("A");
        });

        flow.Start();

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
    }
}
