using System.Diagnostics;
using System.Text.Json;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Local;

/// <summary>What the host does when the handler ends; one cloud per test, because they end it.</summary>
[TakesSeconds(20)]
public sealed class HandlerLifeTests : IAsyncLifetime
{
    private readonly StubRoot _stub = new();

    public Task InitializeAsync() => _stub.InitializeAsync();

    public Task DisposeAsync() => _stub.DisposeAsync();

    [Fact]
    public async Task Killed_handler_is_restarted_and_the_next_request_waits_for_it()
    {
        var first = await PidAsync();
        Process.GetProcessById(first).Kill();
        await UntilSaid("restarting");

        Assert.NotEqual(first, await PidAsync());
    }

    [Fact]
    public async Task Third_failure_stops_the_host()
    {
        for (var failure = 0; failure < 3; failure++)
        {
            Process.GetProcessById(await PidAsync()).Kill();
            await Until(() => _stub.Said.ToString().Split("the app ended").Length - 1 > failure, _stub);
        }

        await _stub.Cloud.HandlerGaveUp.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Handler_that_exits_with_0_is_not_restarted()
    {
        using var _ = await _stub.Http.GetAsync("/api/v1/stub/die?code=0");
        await UntilSaid("not restarted after code 0");

        using var next = await _stub.Http.GetAsync("/api/v1/stub/x");

        Assert.Equal(502, (int)next.StatusCode);
        Assert.Equal(1, _stub.Cloud.Host.Handler.Starts);
    }

    /// <summary>A call that was in flight when it ended may run out of functionTimeout later, which kills once more.</summary>
    [Fact]
    public async Task Handler_that_stays_dead_fails_calls_at_once_when_it_is_killed_again()
    {
        using var _ = await _stub.Http.GetAsync("/api/v1/stub/die?code=0");
        await UntilSaid("not restarted after code 0");
        _stub.Cloud.Host.Handler.Kill();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));

        using var next = await _stub.Http.GetAsync("/api/v1/stub/x", patience.Token);

        Assert.Equal(502, (int)next.StatusCode);
    }

    [Fact]
    public async Task Answer_null_hangs_until_function_timeout_and_costs_a_restart()
    {
        var first = await PidAsync();

        await _stub.Cloud.Host.QueueService.GetQueueClient("stub-null").SendMessageAsync("{}");

        await UntilSaid("longer than functionTimeout");
        await UntilSaid("restarting");
        Assert.NotEqual(first, await PidAsync());
    }

    /// <summary>functionTimeout is two seconds here: the wait for a handler that is being restarted is none of the function's time.</summary>
    [Fact]
    public async Task Message_that_comes_during_a_slow_restart_waits_for_the_handler_and_does_not_kill_it()
    {
        var slow = new StubRoot { Start = TimeSpan.FromSeconds(3) };
        await slow.InitializeAsync();
        try
        {
            slow.Cloud.Host.Handler.Kill();
            await slow.Cloud.Host.QueueService.GetQueueClient("stub-ok").SendMessageAsync("{}");

            await UntilSaid("stub-ok succeeded", slow);

            Assert.DoesNotContain("stub-ok failed", slow.Said.ToString(), StringComparison.Ordinal);
            Assert.Equal(2, slow.Cloud.Host.Handler.Starts);
        }
        finally
        {
            await slow.DisposeAsync();
        }
    }

    /// <summary>A question that nobody answers in time is asked again; it is not the end of a life with code 0, after which all calls fail.</summary>
    [Fact]
    public async Task Handler_that_leaves_the_first_question_of_its_life_unanswered_is_asked_again()
    {
        var silent = new StubRoot { IsSilentFirst = true };
        await silent.InitializeAsync();
        try
        {
            using var answer = await silent.Http.GetAsync("/api/v1/stub/x");

            Assert.Equal((200, 1), ((int)answer.StatusCode, silent.Cloud.Host.Handler.Starts));
        }
        finally
        {
            await silent.DisposeAsync();
        }
    }

    private async Task<int> PidAsync()
    {
        var seen = await _stub.Http.GetStringAsync("/api/v1/stub/x");
        return JsonDocument.Parse(seen).RootElement.GetProperty("pid").GetInt32();
    }

    private Task UntilSaid(string words) => UntilSaid(words, _stub);

    private static Task UntilSaid(string words, StubRoot stub) =>
        Until(() => stub.Said.ToString().Contains(words, StringComparison.Ordinal), stub);

    private static async Task Until(Func<bool> condition, StubRoot stub)
    {
        var started = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(20), $"waited 20 s in vain; said was:\n{stub.Said}");
            await Task.Delay(25);
        }
    }
}
