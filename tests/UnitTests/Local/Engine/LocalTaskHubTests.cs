using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Durable;
using Serverless.Durable.Client;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Local.Engine;
using Serverless.Local.Host;
using Serverless.Local.Staging;
using Serverless.Platform.Hosting.Triggers;
using Serverless.TestKit.Orchestrations;

namespace Serverless.UnitTests.Local.Engine;

/// <summary>T42 against the laptop's engine: App's own client over the gRPC address of a durableClient binding, in real time.</summary>
public sealed class LocalTaskHubTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly VirtualTaskHub _functions = new(Register);
    private readonly DurableTaskClientFactory _clients = new(
        new ExecutionSettings(new PayloadJson([]), NullLoggerFactory.Instance),
        TimeProvider.System
    );
    private LocalTaskHub _hub = null!;
    private int _failuresOfGone = 1;
    private Task _running = Task.CompletedTask;
    private DurableTaskClient _client = null!;

    public async Task InitializeAsync()
    {
        var host = new HostSettings(
            (JsonObject)JsonNode.Parse("""{"extensions":{"durableTask":{"hubName":"hub"}}}""")!,
            new Dictionary<string, string>()
        );
        _hub = new LocalTaskHub(Path.Combine(_folder.Path, "hub.db"), _functions.Functions, host, CallAsync, TimeProvider.System, _ => { });
        await _hub.StartAsync();
        _running = _hub.RunAsync(_stopping.Token);
        _client = _clients.Create(Binding());
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _clients.Dispose();
        await _hub.DisposeAsync();
        _functions.Dispose();
        _folder.Dispose();
        _stopping.Dispose();
    }

    [Fact]
    public void Binding_carries_address_hub_and_a_key_that_the_reader_drops()
    {
        var payload = _hub.ClientPayload("http://127.0.0.1:7071", "SECRET");

        Assert.Contains("\"requiredQueryStringParameters\":\"code=SECRET\"", payload, StringComparison.Ordinal);
        Assert.Equal("hub", Binding().TaskHubName);
        Assert.True(Binding().RpcBaseUrl.IsLoopback);
        Assert.Equal(11, JsonNode.Parse(payload)!.AsObject().Count);
    }

    [Fact]
    public async Task T42_started_instance_runs_waits_for_its_event_and_completes()
    {
        var started = await _client.ScheduleNewOrchestrationInstanceAsync("Flow", 20, new("flow-1"));
        var again = await _client.ScheduleNewOrchestrationInstanceAsync("Flow", 20, new("flow-1"));
        var unknown = await _client.RaiseEventAsync("nobody", "go", 1);
        await _client.RaiseEventAsync("flow-1", "go", 2);

        var ended = await _client.WaitForInstanceCompletionAsync("flow-1", Limit, getInputsAndOutputs: true);
        var late = await _client.RaiseEventAsync("flow-1", "go", 1);

        Assert.Equal("flow-1", started.Value);
        Assert.Equal((DurableErrors.AlreadyExists, DurableErrors.NotFound), (again.Error, unknown.Error));
        Assert.Equal((OrchestrationRuntimeStatus.Completed, 42), (ended.Value!.RuntimeStatus, ended.Value.ReadOutputAs<int>()));
        Assert.Equal(DurableErrors.WrongState, late.Error);
    }

    [Fact]
    public async Task T42_suspend_holds_resume_continues_terminate_ends_restart_begins_again()
    {
        await _client.ScheduleNewOrchestrationInstanceAsync("Flow", 1, new("flow-2"));
        await StatusAsync("flow-2", OrchestrationRuntimeStatus.Running);
        await _client.SuspendInstanceAsync("flow-2", "look");
        await StatusAsync("flow-2", OrchestrationRuntimeStatus.Suspended);
        await _client.RaiseEventAsync("flow-2", "go", 1);
        await _client.ResumeInstanceAsync("flow-2");
        var resumed = await _client.WaitForInstanceCompletionAsync("flow-2", Limit, getInputsAndOutputs: true);
        var restarted = await _client.RestartAsync("flow-2");
        var early = await _client.PurgeInstanceAsync("flow-2");
        await _client.TerminateInstanceAsync("flow-2", "enough");
        var terminated = await _client.WaitForInstanceCompletionAsync("flow-2", Limit, getInputsAndOutputs: true);
        var purged = await _client.PurgeInstanceAsync("flow-2");

        Assert.Equal(3, resumed.Value!.ReadOutputAs<int>());
        Assert.Equal("flow-2", restarted.Value);
        Assert.Equal(DurableErrors.WrongState, early.Error);
        Assert.Equal(
            (OrchestrationRuntimeStatus.Terminated, "enough"),
            (terminated.Value!.RuntimeStatus, terminated.Value.ReadOutputAs<string>())
        );
        Assert.Equal(1, purged.Value);
    }

    [Fact]
    public async Task T42_query_answers_page_by_page_in_the_order_of_ids()
    {
        foreach (var number in Enumerable.Range(10, 7))
        {
            await _client.ScheduleNewOrchestrationInstanceAsync("Flow", 1, new($"page-{number}"));
        }

        var found = new List<string>();
        await foreach (var instance in _client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = "page-", PageSize = 3 }))
        {
            found.Add(instance.InstanceId);
        }

        Assert.Equal(Enumerable.Range(10, 7).Select(number => $"page-{number}"), found);
    }

    [Fact]
    public async Task Rewound_instance_runs_what_failed_again()
    {
        await _client.ScheduleNewOrchestrationInstanceAsync("Unlucky", "rewind", new("flow-3"));
        await StatusAsync("flow-3", OrchestrationRuntimeStatus.Failed);

        await _client.RewindInstanceAsync("flow-3", "fixed");
        var ended = await _client.WaitForInstanceCompletionAsync("flow-3", Limit, getInputsAndOutputs: true);

        Assert.Equal("lucky", ended.Value!.ReadOutputAs<string>());
    }

    private static void Register(DurableBuilder durable)
    {
        durable.InfrastructureRetry = null;
        durable.AddOrchestratorFunc<int, int>(
            "Flow",
            async (context, input) => await context.CallActivityAsync<int>("double", input) + await context.WaitForExternalEvent<int>("go")
        );
        durable.AddActivityFunc<int, int>("double", (_, input) => Task.FromResult(input * 2));
        durable.AddOrchestratorFunc<string, string>("Unlucky", (context, input) => context.CallActivityAsync<string>("gone", input));
        durable.AddActivityFunc<string, string>("gone", (_, _) => Task.FromResult("lucky"));
    }

    /// <summary>The host cannot reach the activity the first time.</summary>
    private Task<FunctionAnswer> CallAsync(Invocation invocation, string envelope, CancellationToken cancellation) =>
        invocation.Function == "gone" && _failuresOfGone-- > 0
            ? Task.FromResult(new FunctionAnswer(null, "status 500"))
            : _functions.CallAsync(invocation, envelope, cancellation);

    private DurableClientBinding Binding()
    {
        var payload = JsonSerializer.Serialize(_hub.ClientPayload("http://127.0.0.1:7071", "SECRET"));
        var body = new JsonObject { ["Data"] = new JsonObject { ["client"] = payload } };
        using var envelope = TriggerEnvelope.Parse(JsonSerializer.SerializeToUtf8Bytes(body), "orchestrations");
        return envelope.DurableClient!;
    }

    private async Task StatusAsync(string id, OrchestrationRuntimeStatus status)
    {
        using var limit = new CancellationTokenSource(Limit);
        while ((await _client.GetInstanceAsync(id)).Value?.RuntimeStatus != status)
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
