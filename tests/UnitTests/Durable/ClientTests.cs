using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Durable.Client;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Hosting.Triggers;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class ClientTests : IAsyncLifetime, IDisposable
{
    private readonly DurableTaskClientFactory _factory = new(
        new ExecutionSettings(new PayloadJson([]), NullLoggerFactory.Instance),
        TimeProvider.System
    );

    private HubServer _hub = null!;
    private DurableTaskClient _client = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubServer.StartAsync();
        _client = _factory.Create(new DurableClientBinding(_hub.Address, "hub"));
    }

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    public void Dispose() => _factory.Dispose();

    [Fact]
    public async Task T42_start_carries_input_and_task_hub()
    {
        var started = await _client.ScheduleNewOrchestrationInstanceAsync("Flow", "in", new StartOrchestrationOptions("case-1"));

        var state = await _client.GetInstanceAsync("case-1", getInputsAndOutputs: true);
        Assert.Equal("case-1", started.Value);
        Assert.Equal((OrchestrationRuntimeStatus.Running, "in"), (state.Value!.RuntimeStatus, state.Value.ReadInputAs<string>()));
        Assert.Equal("hub", _hub.LastHeaders.GetValue("durable-taskhub"));
        Assert.Null((await _client.GetInstanceAsync("case-2")).Value);
    }

    [Theory]
    [InlineData((int)Running)]
    [InlineData((int)Completed)]
    [InlineData((int)Failed)]
    public async Task T42_start_refuses_an_id_that_exists_in_any_state(int status)
    {
        _hub.Put("case-1", (Serverless.Durable.Protocol.OrchestrationStatus)status);

        var started = await _client.ScheduleNewOrchestrationInstanceAsync("Flow", null, new StartOrchestrationOptions("case-1"));

        Assert.Equal(DurableErrors.AlreadyExists, started.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("tab\t")]
    [InlineData("ñ")]
    public async Task T42_start_refuses_an_id_that_no_hub_takes(string id)
    {
        var started = await _client.ScheduleNewOrchestrationInstanceAsync("Flow", null, new StartOrchestrationOptions(id));

        Assert.Equal(DurableErrors.InvalidId, started.Error);
    }

    [Fact]
    public async Task T42_event_to_missing_live_and_ended_instance()
    {
        var missing = await _client.RaiseEventAsync("case-1", "Go", 5);
        _hub.Put("case-1", Running);
        var live = await _client.RaiseEventAsync("case-1", "Go", 5);
        await _client.TerminateInstanceAsync("case-1", "enough");
        var ended = await _client.RaiseEventAsync("case-1", "Go", 5);

        Assert.Equal(DurableErrors.NotFound, missing.Error);
        Assert.True(live.IsSuccess);
        Assert.Equal(["event Go 5"], _hub.Log);
        Assert.Equal(DurableErrors.WrongState, ended.Error);
    }

    [Fact]
    public async Task T42_suspend_and_resume_twice_are_once()
    {
        _hub.Put("case-1", Running);

        Assert.True((await _client.SuspendInstanceAsync("case-1")).IsSuccess);
        Assert.True((await _client.SuspendInstanceAsync("case-1")).IsSuccess);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await _client.GetInstanceAsync("case-1")).Value!.RuntimeStatus);
        Assert.True((await _client.ResumeInstanceAsync("case-1")).IsSuccess);
        Assert.True((await _client.ResumeInstanceAsync("case-1")).IsSuccess);
    }

    [Fact]
    public async Task T42_query_walks_all_pages()
    {
        for (var n = 0; n < 25; n++)
        {
            _hub.Put($"a-{n:D2}", n % 2 == 0 ? Running : Failed);
        }

        var failed = await _client
            .GetAllInstancesAsync(new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Failed], PageSize = 5 })
            .CountAsync();
        var all = await _client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = "a-1", PageSize = 3 }).CountAsync();

        Assert.Equal((12, 10), (failed, all));
    }

    [Fact]
    public async Task T42_purge_by_id_and_by_filter()
    {
        _hub.Put("a", Completed);
        _hub.Put("b", Failed);
        _hub.Put("c", Failed);

        Assert.Equal(1, (await _client.PurgeInstanceAsync("a")).Value);
        Assert.Equal(
            2,
            (await _client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Failed]))).Value
        );
    }

    [Fact]
    public async Task T42_restart_and_rewind()
    {
        _hub.Put("a", Failed);

        Assert.Equal("a-2", (await _client.RestartAsync("a", restartWithNewInstanceId: true)).Value);
        Assert.Equal("a", (await _client.RestartAsync("a")).Value);
        Assert.True((await _client.RewindInstanceAsync("a", "fix")).IsSuccess);
    }

    [Fact]
    public async Task T42_wait_ends_with_the_instance_or_with_its_limit()
    {
        _hub.Put("done", Completed, "7");
        _hub.Put("busy", Running);

        var done = await _client.WaitForInstanceCompletionAsync("done", TimeSpan.FromSeconds(10), getInputsAndOutputs: true);
        var busy = await _client.WaitForInstanceCompletionAsync("busy", TimeSpan.FromMilliseconds(200));

        Assert.Equal(7, done.Value!.ReadOutputAs<int>());
        Assert.Equal(DurableErrors.Unavailable, busy.Error);
    }

    [Fact]
    public async Task H08_listener_on_another_port_is_found_through_the_next_binding()
    {
        await using var moved = await HubServer.StartAsync();
        moved.Put("case-1", Running);
        await _hub.DisposeAsync();

        var lost = await _client.GetInstanceAsync("case-1");
        var found = await _factory.Create(new DurableClientBinding(moved.Address, "hub")).GetInstanceAsync("case-1");

        Assert.Equal(DurableErrors.Unavailable, lost.Error);
        Assert.NotNull(found.Value);
    }

    [Fact]
    public async Task Sweep_restarts_only_what_infrastructure_failed_and_not_for_ever()
    {
        const string HostOutput = """{"message":"Function 'Flow' failed with an unhandled exception.","details":"x"}""";
        var sweep = new InfrastructureFailureSweep(
            new MemoryRateCounter(TimeProvider.System),
            NullLogger<InfrastructureFailureSweep>.Instance
        );
        _hub.Put("ours", Failed, failure: new() { ErrorType = "executor-fault", ErrorMessage = "x" });
        _hub.Put("other", Failed, "\"Function 'Flow' failed with an unhandled exception.\"");
        _hub.Put("none", Failed);
        var restarted = new List<int>();

        for (var pass = 0; pass < InfrastructureFailureSweep.MaxRestarts + 2; pass++)
        {
            _hub.Put("theirs", Failed, HostOutput);
            restarted.Add(await sweep.RunAsync(_client, CancellationToken.None));
        }

        Assert.Equal([1, 1, 1, 0, 0], restarted);
        Assert.All(_hub.Log, line => Assert.Equal("restart theirs", line));
    }
}
