using Serverless.Durable.Protocol;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class ExternalEventTests
{
    [Fact]
    public void T21_event_is_awaited_without_any_action()
    {
        var flow = Simulation.Of(context => context.WaitForExternalEvent<int>("Go"));

        flow.Start();

        Assert.Empty(flow.Actions);
        Assert.Equal("7", flow.Turn(Ev.Raised("Go", "7")).End.Result);
    }

    [Fact]
    public void T21_early_events_wait_in_order()
    {
        var flow = Simulation.Of(async context =>
        {
            await context.CallActivityAsync("A");
            return await context.WaitForExternalEvent<string>("Go") + await context.WaitForExternalEvent<string>("Go");
        });

        flow.Start().Turn(Ev.Raised("Go", "\"a\""), Ev.Raised("other"), Ev.Raised("Go", "\"b\"")).Turn(Ev.Ok(0, "0"));

        Assert.Equal("\"ab\"", flow.End.Result);
    }

    [Theory]
    [InlineData("APPROVE_IT", "approve_it", true)]
    [InlineData("FIRMA", "firma", true)]
    [InlineData("FIRMA", "fırma", false)]
    [InlineData("Año", "AÑO", true)]
    public void T21_names_compare_ordinally_without_case(string awaited, string raised, bool same)
    {
        var flow = Simulation.Of(context => context.WaitForExternalEvent<int>(awaited));

        flow.Start().Turn(Ev.Raised(raised, "1"));

        Assert.Equal(same ? 1 : 0, flow.Actions.Count);
    }

    [Fact]
    public void T21_waiting_for_no_name_fails()
    {
        var flow = Simulation.Of(context => context.WaitForExternalEvent<int>(""));

        flow.Start();

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
    }

    [Fact]
    public void T22_hundred_events_one_by_one()
    {
        var flow = Simulation.Of(async context =>
        {
            var sum = 0;
            for (var i = 0; i < 100; i++)
            {
                sum += await context.WaitForExternalEvent<int>("n");
            }

            return sum;
        });

        flow.Start();
        for (var i = 0; i < 100; i++)
        {
            flow.Turn(Ev.Raised("n", "1"));
        }

        Assert.Equal("100", flow.End.Result);
    }

    [Fact]
    public void T22_parallel_waiters_of_one_name_are_served_oldest_first()
    {
        var flow = Simulation.Of(context => Task.WhenAll(Enumerable.Range(0, 5).Select(_ => context.WaitForExternalEvent<int>("n"))));

        flow.Start().Turn([.. Enumerable.Range(0, 5).Select(i => Ev.Raised("n", $"{i}"))]);

        Assert.Equal("[0,1,2,3,4]", flow.End.Result);
    }

    public static readonly TheoryData<string, string> Races = new()
    {
        { "event", "\"event 1\"" },
        { "timer", "\"timeout\"" },
        { "cancel", "\"timeout\"" },
    };

    [Theory]
    [MemberData(nameof(Races))]
    public void T23_event_timer_or_cancellation_wins(string winner, string expected)
    {
        var flow = Simulation.Of(async context =>
        {
            using var stop = new CancellationTokenSource();
            var wait = context.WaitForExternalEvent<int>("Go", TimeSpan.FromHours(1), stop.Token);
            var cancel = context.WaitForExternalEvent<int>("Stop");
            if (await Task.WhenAny(wait, cancel) == cancel)
            {
                stop.Cancel();
            }

            try
            {
                return $"event {await wait}";
            }
            catch (TaskCanceledException)
            {
                return "timeout";
            }
        });
        flow.Start();

        flow.Turn(
            winner switch
            {
                "event" => Ev.Raised("go", "1"),
                "timer" => Ev.TimerFired(0),
                _ => Ev.Raised("Stop", "1"),
            }
        );

        Assert.Equal(expected, flow.End.Result);
    }

    [Fact]
    public void T24_cancelled_waiter_does_not_swallow_the_next_event()
    {
        var flow = Simulation.Of(async context =>
        {
            var rounds = 0;
            while (true)
            {
                try
                {
                    return $"{await context.WaitForExternalEvent<int>("Go", TimeSpan.FromHours(1))} after {rounds}";
                }
                catch (TaskCanceledException)
                {
                    rounds++;
                }
            }
        });

        flow.Start().Turn(Ev.TimerFired(0)).Turn(Ev.TimerFired(1)).Turn(Ev.Raised("Go", "5"));

        Assert.Equal("\"5 after 2\"", flow.End.Result);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void T25_wait_with_timeout_has_one_timer_or_none_when_the_event_is_there(bool early, int timers)
    {
        var flow = Simulation.Of(context => context.WaitForExternalEvent<int>("Go", TimeSpan.FromHours(1)));
        HistoryEvent[] events = [Ev.ExecutionStarted(Simulation.Name)];

        flow.Turn(early ? [Ev.Raised("Go", "1"), .. events] : events);

        Assert.Equal(timers, flow.Actions.Count(a => a.CreateTimer is not null));
    }
}
