using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.App.Orchestrations;
using Serverless.App.Orchestrations.Messages;
using Serverless.Durable.Client;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.UnitTests.Durable;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Orchestrations;

/// <summary>Decision 20: what the one owner of the durable client makes of each answer of the task hub.</summary>
public sealed class SteerTaskHubTests : IAsyncLifetime, IDisposable
{
    private readonly DurableTaskClientFactory _clients = new(
        new ExecutionSettings(new PayloadJson([]), NullLoggerFactory.Instance),
        TimeProvider.System
    );
    private HubServer _hub = null!;
    private SteerTaskHub _steer = null!;

    public async Task InitializeAsync() => (_hub, _steer) = (await HubServer.StartAsync(), new SteerTaskHub(_clients));

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task Start_asked_twice_starts_once()
    {
        var message = OrchestrationCommands.ToStart(
            "/benefits/claims/c1",
            DateTimeOffset.UnixEpoch,
            "Flow",
            OrchestrationCommands.InstanceId("Flow", "c1", 2),
            "c1",
            StartJson.Default.String
        );
        var start = OrchestrationCommands.Start.Read(Received(message)).Value;

        var first = await _steer.StartAsync(start, Context(), default);
        _hub.Instances["Flow-c1-2"].OrchestrationStatus = Completed;
        var second = await _steer.StartAsync(start, Context(), default);

        Assert.Equal((MessageOutcome.Done, MessageOutcome.Done), (first, second));
        Assert.Equal((Completed, "\"c1\""), (_hub.Instances["Flow-c1-2"].OrchestrationStatus, _hub.Instances["Flow-c1-2"].Input));
    }

    [Fact]
    public async Task Wake_up_is_tried_again_before_the_start_reaches_the_instance_afterwards_and_is_dropped_after_the_end()
    {
        var message = OrchestrationCommands.ToWake("/benefits/claims/c1", DateTimeOffset.UnixEpoch, "Flow-c1-1", "wake", "command-7");
        var wake = OrchestrationCommands.Raise.Read(Received(message)).Value;

        var early = await _steer.RaiseAsync(wake, Context(), default);
        _hub.Put("Flow-c1-1", Running);
        var inTime = await _steer.RaiseAsync(wake, Context(), default);
        _hub.Put("Flow-c1-1", Completed);
        var late = await _steer.RaiseAsync(wake, Context(), default);

        Assert.Equal(MessageOutcome.Retry(DurableErrors.NotFound), early);
        Assert.Equal((MessageOutcome.Done, MessageOutcome.Done), (inTime, late));
        Assert.Equal("wake|Flow-c1-1|command-7", message.Id);
        Assert.Equal(["event wake "], _hub.Log);
    }

    [Fact]
    public async Task Suspend_resume_and_terminate_reach_the_instance()
    {
        _hub.Put("Flow-c1-1", Running);
        var steer = new SteerOrchestration("Flow-c1-1", "court hold");

        await _steer.SuspendAsync(steer, Context(), default);
        var suspended = _hub.Instances["Flow-c1-1"].OrchestrationStatus;
        await _steer.ResumeAsync(steer, Context(), default);
        var resumed = _hub.Instances["Flow-c1-1"].OrchestrationStatus;
        await _steer.TerminateAsync(steer, Context(), default);

        Assert.Equal((Suspended, Running, Terminated), (suspended, resumed, _hub.Instances["Flow-c1-1"].OrchestrationStatus));
    }

    [Fact]
    public async Task Id_that_no_instance_can_have_is_rejected_for_good() =>
        Assert.Equal(
            MessageOutcome.Reject(DurableErrors.InvalidId),
            await _steer.StartAsync(new StartOrchestration("Flow", "a/b"), Context(), default)
        );

    [Fact]
    public async Task Task_hub_that_is_away_is_tried_again()
    {
        var context = Context() with { DurableClient = new DurableClientBinding(new Uri("http://127.0.0.1:9"), "hub") };

        var outcome = await _steer.RaiseAsync(new RaiseOrchestrationEvent("Flow-c1-1", "wake"), context, default);

        Assert.Equal(MessageOutcome.Retry(DurableErrors.Unavailable), outcome);
    }

    private MessageContext Context() =>
        new(
            new IncomingMessage("m1", "t", "/s", DateTimeOffset.UnixEpoch, 1, JsonSerializer.SerializeToUtf8Bytes("x")),
            "orchestrations",
            1
        )
        {
            DurableClient = new DurableClientBinding(_hub.Address, "hub"),
        };

    private static IncomingMessage Received(OutgoingMessage sent) =>
        new(sent.Id, sent.Type, sent.Source, sent.Time, sent.DataVersion, sent.Data);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class StartJson : System.Text.Json.Serialization.JsonSerializerContext;
