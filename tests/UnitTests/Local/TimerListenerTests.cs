using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Serverless.Local.Host;
using Serverless.Local.Staging;

namespace Serverless.UnitTests.Local;

public sealed class TimerListenerTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 29, 30, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("timers").FullName;
    private readonly List<JsonElement> _calls = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task First_run_has_an_empty_status_and_the_next_one_remembers_it()
    {
        using var timer = Listener("0 * * * * *");

        await RunAsync(timer, until: 2);

        Assert.Equal("0001-01-01T00:00:00+00:00", Status(0, "Last"));
        Assert.Equal("2026-11-22T17:30:00+00:00", Status(0, "Next"));
        Assert.Equal("2026-11-22T17:30:00+00:00", Status(1, "Last"));
        Assert.Equal("2026-11-22T17:31:00+00:00", Status(1, "Next"));
    }

    [Fact]
    public async Task Run_missed_while_nobody_listened_is_made_up_once_and_marked()
    {
        new TimerStatusFile(_folder, "sweep").Write(new(default, _clock.GetUtcNow().AddHours(-5), default));
        using var timer = Listener("0 0 * * * *");

        await RunAsync(timer, until: 2);

        Assert.True(Timer(0).GetProperty("IsPastDue").GetBoolean());
        Assert.False(Timer(1).GetProperty("IsPastDue").GetBoolean());
        Assert.Equal("2026-11-22T18:00:00+00:00", Status(1, "Next"));
    }

    [Fact]
    public async Task Schedule_under_a_minute_has_no_status()
    {
        using var timer = Listener("*/10 * * * * *");

        await RunAsync(timer, until: 1);

        Assert.Equal(JsonValueKind.Null, Timer(0).GetProperty("ScheduleStatus").ValueKind);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Run_now_waits_for_the_run_under_way()
    {
        var gate = new TaskCompletionSource<bool>();
        using var timer = Listener("0 0 * * * *", _ => gate.Task);

        var first = timer.FireAsync(isPastDue: false, CancellationToken.None);
        var second = timer.FireAsync(isPastDue: false, CancellationToken.None);

        Assert.Single(_calls);
        gate.SetResult(true);
        Assert.True(await first && await second);
        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    public void Half_written_status_counts_as_none()
    {
        File.WriteAllText(Path.Combine(_folder, "sweep.json"), "{\"Last\":");

        Assert.Null(new TimerStatusFile(_folder, "sweep").Read());
    }

    private TimerListener Listener(string schedule, Func<int, Task<bool>>? answer = null)
    {
        var json = JsonNode
            .Parse($$"""{"bindings":[{"type":"timerTrigger","direction":"in","name":"timer","schedule":"{{schedule}}"}]}""")!
            .AsObject();
        return new(new FunctionDefinition("sweep", json), schedule, new TimerStatusFile(_folder, "sweep"), Call, _clock);

        Task<bool> Call(Invocation invocation, string envelope, CancellationToken cancellation)
        {
            _calls.Add(JsonDocument.Parse(envelope).RootElement);
            return answer?.Invoke(_calls.Count) ?? Task.FromResult(true);
        }
    }

    /// <summary>Moves the clock exactly to each due time, so that nothing depends on how fast the listener falls asleep.</summary>
    private async Task RunAsync(TimerListener timer, int until)
    {
        using var stopping = new CancellationTokenSource();
        var running = timer.RunAsync(stopping.Token);
        while (_calls.Count < until)
        {
            var (due, calls) = (timer.Next, _calls.Count);
            if (due > _clock.GetUtcNow())
            {
                _clock.Advance(due - _clock.GetUtcNow());
            }
            Assert.True(SpinWait.SpinUntil(() => _calls.Count > calls && timer.Next != due, TimeSpan.FromSeconds(10)));
        }
        await stopping.CancelAsync();
        await running;
    }

    private JsonElement Timer(int call) => _calls[call].GetProperty("Data").GetProperty("timer");

    private string? Status(int call, string name) => Timer(call).GetProperty("ScheduleStatus").GetProperty(name).GetString();
}
