namespace Serverless.UnitTests.Durable;

public sealed class TimerTests
{
    [Fact]
    public void T04_timer_is_asked_for_and_resumes_when_fired()
    {
        var flow = Simulation.Of(async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(10), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });

        flow.Start();

        Assert.Equal(Ev.T0.AddMinutes(10), flow.Only.CreateTimer.FireAt.ToDateTime());
        Assert.Equal("\"2026-03-02T08:01:00Z\"", flow.Turn(Ev.TimerFired(0)).End.Result);
    }

    [Fact]
    public void T05_long_timer_is_split_into_three_days()
    {
        var flow = Simulation.Of(async context =>
        {
            await context.CreateTimer(Ev.T0.AddDays(7), CancellationToken.None);
            return "done";
        });

        flow.Start();
        Assert.Equal(Ev.T0.AddDays(3), flow.Only.CreateTimer.FireAt.ToDateTime());
        flow.Turn(Ev.TimerFired(0));
        Assert.Equal(1, flow.Only.Id);
        Assert.Equal(Ev.T0.AddMinutes(1).AddDays(3), flow.Only.CreateTimer.FireAt.ToDateTime());
        flow.Turn(Ev.TimerFired(1));
        flow.Turn(Ev.TimerFired(2));

        Assert.Equal(3, flow.Only.Id);
    }

    [Fact]
    public void T05_long_timer_ends_at_its_time_however_late_the_pieces_come()
    {
        var flow = Simulation.Of(async context =>
        {
            await context.CreateTimer(Ev.T0.AddDays(5), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        flow.Start();
        var late = Ev.OrchestratorStarted(Ev.T0.AddDays(4));

        flow.Turn(late, Ev.TimerFired(0));

        Assert.Equal(Ev.T0.AddDays(5), flow.Only.CreateTimer.FireAt.ToDateTime());
    }

    [Fact]
    public void T05_long_timer_is_cancelled_mid_way()
    {
        var flow = Simulation.Of(async context =>
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(30), stop.Token);
            await context.WaitForExternalEvent<int>("go");
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer);
            return "stopped";
        });

        flow.Start().Turn(Ev.TimerFired(0)).Turn(Ev.Raised("go", "1"));

        Assert.Equal("\"stopped\"", flow.End.Result);
    }

    [Fact]
    public void T06_equal_timers_are_told_apart()
    {
        var flow = Simulation.Of(async context =>
        {
            var timers = Enumerable.Range(0, 3).Select(_ => context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None)).ToList();
            var first = await Task.WhenAny(timers);
            await Task.WhenAll(timers);
            return timers.IndexOf(first);
        });

        flow.Start();
        Assert.Equal([0, 1, 2], flow.Actions.Select(a => a.Id));
        flow.Turn(Ev.TimerFired(2)).Turn(Ev.TimerFired(0), Ev.TimerFired(1));

        Assert.Equal("2", flow.End.Result);
    }

    [Fact]
    public void T07_timer_cancelled_after_WhenAny_late_fire_is_ignored()
    {
        var flow = Simulation.Of(async context =>
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromMinutes(10), stop.Token);
            var work = context.CallActivityAsync<int>("A");
            var winner = await Task.WhenAny(timer, work);
            stop.Cancel();
            var more = await context.CallActivityAsync<int>("B");
            return (winner == work ? 100 : 0) + more;
        });

        flow.Start().Turn(Ev.Ok(1, "1"), Ev.TimerFired(0)).Turn(Ev.TimerFired(0));
        Assert.Empty(flow.Actions);
        flow.Turn(Ev.Ok(2, "7"));

        Assert.Equal("107", flow.End.Result);
    }

    [Fact]
    public void T07_timer_cancelled_in_its_own_turn_is_never_sent()
    {
        var flow = Simulation.Of(context =>
        {
            using var stop = new CancellationTokenSource();
            _ = context.CreateTimer(TimeSpan.FromMinutes(10), stop.Token);
            stop.Cancel();
            return context.CallActivityAsync<int>("A");
        });

        flow.Start();

        Assert.Equal(1, flow.Only.Id);
        Assert.Equal("3", flow.Turn(Ev.Ok(1, "3")).End.Result);
    }

    [Fact]
    public void Timer_at_local_time_is_refused()
    {
        var flow = Simulation.Of(async context =>
        {
            await context.CreateTimer(DateTime.SpecifyKind(Ev.T0, DateTimeKind.Local), CancellationToken.None);
            return 0;
        });

        flow.Start();

        Assert.Equal("System.ArgumentException", flow.End.FailureDetails.ErrorType);
    }
}
