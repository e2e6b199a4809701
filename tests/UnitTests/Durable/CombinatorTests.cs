using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class CombinatorTests
{
    [Fact]
    public void T33_WhenAll_of_nothing_completes_at_once()
    {
        var flow = Simulation.Of(context => Task.WhenAll(Array.Empty<Task<int>>()));

        Assert.Equal("[]", flow.Start().End.Result);
    }

    [Fact]
    public void T33_WhenAll_of_more_steps_than_history_tells_of()
    {
        var flow = Simulation.Of(context =>
            Task.WhenAll(Enumerable.Range(0, 40).Select(n => context.CallActivityAsync<int>(FormattableString.Invariant($"A{n}"))))
        );

        flow.Start();
        Assert.Equal(Enumerable.Range(0, 40), flow.Actions.Select(action => action.Id));
        flow.Turn([.. Enumerable.Range(0, 40).Select(n => Ev.Ok(n, FormattableString.Invariant($"{n}")))]);

        Assert.Equal($"[{string.Join(',', Enumerable.Range(0, 40))}]", flow.End.Result);
    }

    [Fact]
    public void T33_WhenAny_of_nothing_throws()
    {
        var flow = Simulation.Of(async _ =>
        {
            await Task.WhenAny(Array.Empty<Task>());
            return 0;
        });

        Assert.Equal(Failed, flow.Start().End.OrchestrationStatus);
    }

    [Fact]
    public void T33_WhenAll_waits_for_everyone_after_a_failure()
    {
        var flow = Simulation.Of(context => Task.WhenAll(context.CallActivityAsync<int>("A"), context.CallActivityAsync<int>("B")));

        flow.Start().Turn(Ev.NotOk(0, "x"));
        Assert.Empty(flow.Actions);
        flow.Turn(Ev.Ok(1, "1"));

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
    }

    [Fact]
    public void T33_child_that_failed_before_is_seen()
    {
        var flow = Simulation.Of(async context =>
        {
            var lost = context.CallActivityAsync<int>("A");
            await context.CallActivityAsync("B");
            await Task.WhenAll(lost, context.CallActivityAsync<int>("C"));
            return 0;
        });

        flow.Start().Turn(Ev.NotOk(0, "x")).Turn(Ev.Ok(1, "1")).Turn(Ev.Ok(2, "1"));

        Assert.Equal("x", flow.End.FailureDetails.InnerFailure.ErrorType);
    }

    [Fact]
    public void T33_nested_WhenAll_and_WhenAny()
    {
        var flow = Simulation.Of(async context =>
        {
            var pair = Task.WhenAll(context.CallActivityAsync<int>("A"), context.CallActivityAsync<int>("B"));
            var timer = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            var go = context.WaitForExternalEvent<int>("go");
            var any = await Task.WhenAny(pair, Task.WhenAny(timer, go));
            return any == pair ? "pair" : "other";
        });

        flow.Start().Turn(Ev.Ok(0, "1")).Turn(Ev.Ok(1, "1"));

        Assert.Equal("\"pair\"", flow.End.Result);
    }

    [Fact]
    public void T33_WhenAny_loop_takes_each_result_once()
    {
        var flow = Simulation.Of(async context =>
        {
            var open = Enumerable.Range(0, 4).Select(n => context.CallActivityAsync<int>("A", n)).ToList();
            var order = "";
            while (open.Count > 0)
            {
                var done = await Task.WhenAny(open);
                open.Remove(done);
                order += await done;
            }

            return order;
        });

        flow.Start().Turn(Ev.Ok(2, "2")).Turn(Ev.Ok(0, "0")).Turn(Ev.Ok(3, "3")).Turn(Ev.Ok(1, "1"));

        Assert.Equal("\"2031\"", flow.End.Result);
    }
}
