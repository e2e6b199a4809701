using Microsoft.Extensions.Logging;
using Serverless.Durable.Execution;
using Serverless.Durable.Protocol;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class BasicsTests
{
    [Fact]
    public void T01_empty_orchestration_completes_with_null()
    {
        var flow = Simulation.Of(_ => Task.FromResult<string?>(null));

        flow.Start();

        Assert.Equal(0, flow.Only.Id);
        Assert.Equal(Completed, flow.End.OrchestrationStatus);
        Assert.Null(flow.End.Result);
    }

    [Fact]
    public void T02_input_reaches_the_code_and_result_is_json()
    {
        var flow = Simulation.Of<string, string>((_, input) => Task.FromResult(input + "!"));

        flow.Start("\"hello\"");

        Assert.Equal("\"hello!\"", flow.End.Result);
    }

    [Theory]
    [InlineData(true, "Mother/case-0")]
    [InlineData(false, "none")]
    public void T02_parent_is_visible_in_a_child_only(bool isChild, string expected)
    {
        var flow = Simulation.Of(context => Task.FromResult(context.Parent is { } parent ? $"{parent.Name}/{parent.InstanceId}" : "none"));
        var started = Ev.ExecutionStarted(Simulation.Name);
        started.ExecutionStarted.ParentInstance = isChild
            ? new ParentInstanceInfo
            {
                Name = "Mother",
                OrchestrationInstance = new() { InstanceId = "case-0" },
            }
            : null;

        flow.Turn(started);

        Assert.Equal($"\"{expected}\"", flow.End.Result);
    }

    [Fact]
    public void T03_unregistered_orchestration_fails_for_good()
    {
        var flow = Simulation.Of(new OrchestrationRegistry());

        flow.Start();

        Assert.Equal(Failed, flow.End.OrchestrationStatus);
        Assert.True(flow.End.FailureDetails.IsNonRetriable);
    }

    [Fact]
    public void T13_time_and_replaying_are_right_across_replays()
    {
        var seen = new List<(DateTime, bool)>();
        var flow = Simulation.Of(async context =>
        {
            seen.Add((context.CurrentUtcDateTime, context.IsReplaying));
            await context.CallActivityAsync("A");
            seen.Add((context.CurrentUtcDateTime, context.IsReplaying));
            return await context.CallActivityAsync<int>("B");
        });

        flow.Start().Turn(Ev.Ok(0, "1")).Turn(Ev.Ok(1, "2"));

        (DateTime, bool)[] expected =
        [
            (Ev.T0, false),
            (Ev.T0, true),
            (Ev.T0.AddMinutes(1), false),
            (Ev.T0, true),
            (Ev.T0.AddMinutes(1), true),
        ];
        Assert.Equal(expected, seen);
        Assert.Equal("2", flow.End.Result);
    }

    [Fact]
    public void T36_guids_are_stable_and_distinct()
    {
        var runs = new List<Guid[]>();
        var flow = Simulation.Of(async context =>
        {
            Guid[] ids = [context.NewGuid(), context.NewGuid()];
            runs.Add(ids);
            await context.CallActivityAsync("A");
            return context.NewGuid();
        });

        flow.Start().Turn(Ev.Ok(0, "1"));

        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0][0], runs[0][1]);
        Assert.DoesNotContain(flow.End.Result.Trim('"'), runs[0].Select(id => id.ToString()));
        Assert.Equal(new Guid("b8104fb8-be8a-5b04-886a-c0c5fed7deac"), DeterministicGuid.Create("case-1", "e1", Ev.T0, 0));
    }

    [Fact]
    public void T37_bookkeeping_events_have_no_effect()
    {
        var flow = Simulation.Of(context => context.CallActivityAsync<int>("A"));
        flow.Start();
        HistoryEvent[] bookkeeping =
        [
            Ev.OrchestratorCompleted(),
            new() { GenericEvent = new() { Data = "x" } },
            new() { ExecutionRewound = new() },
            new() { HistoryState = new() },
            new() { ContinueAsNew = new() },
            new() { ExecutionCompleted = new() },
            new() { EventId = -100, TimerCreated = new() },
            new() { TimerFired = new() { TimerId = -100 } },
            new(),
        ];

        flow.Turn(bookkeeping);

        Assert.Empty(flow.Actions);
        Assert.Equal("5", flow.Turn(Ev.Ok(0, "5")).End.Result);
    }

    [Fact]
    public void T38_nothing_follows_a_failure()
    {
        var flow = Simulation.Of<int>(_ => throw new InvalidOperationException("no"));

        flow.Turn(Ev.ExecutionStarted(Simulation.Name), Ev.Ok(0, "1"), Ev.Raised("x"), Ev.ExecutionStarted(Simulation.Name));

        Assert.Equal(Failed, flow.Only.CompleteOrchestration.OrchestrationStatus);
        Assert.Equal("System.InvalidOperationException", flow.End.FailureDetails.ErrorType);
    }

    [Fact]
    public void T39_logger_is_silent_while_replaying()
    {
        using var log = new CountingLoggers();
        var flow = Simulation.Of<int, int>(
            async (context, _) =>
            {
                var logger = context.CreateReplaySafeLogger("flow");
#pragma warning disable CA1848, CA2254 // A test of the logger itself.
                logger.LogInformation("first");
                await context.CallActivityAsync("A");
                logger.LogInformation("second");
#pragma warning restore CA1848, CA2254
                return 0;
            },
            loggers: log
        );

        flow.Start().Turn(Ev.Ok(0, "1"));

        Assert.Equal(["first", "second"], log.Lines);
    }

    private sealed class CountingLoggers : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public void AddProvider(ILoggerProvider provider) { }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));
    }
}
