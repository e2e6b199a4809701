using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Platform.Messaging;

namespace Serverless.App.Orchestrations.Messages;

/// <summary>
/// What contexts ask of the task hub (decision 20). They put these messages into their commits (<c>Commit.Messages</c>); the one function
/// that holds the durable client carries them out, at least once and in any order. So: commit the fact first, then wake; the orchestration
/// reads the fact with an activity (decision 21).
/// </summary>
internal static class OrchestrationCommands
{
    /// <summary>Starts an instance; does nothing when its id was ever used.</summary>
    internal static readonly MessageKind<StartOrchestration> Start = new(
        "orchestrations.start",
        1,
        OrchestrationsJson.Default.StartOrchestration
    );

    /// <summary>Wakes an instance: tried again while it does not exist yet, dropped once it has ended.</summary>
    internal static readonly MessageKind<RaiseOrchestrationEvent> Raise = new(
        "orchestrations.raise",
        1,
        OrchestrationsJson.Default.RaiseOrchestrationEvent
    );

    internal static readonly MessageKind<SteerOrchestration> Suspend = new(
        "orchestrations.suspend",
        1,
        OrchestrationsJson.Default.SteerOrchestration
    );

    internal static readonly MessageKind<SteerOrchestration> Resume = new(
        "orchestrations.resume",
        1,
        OrchestrationsJson.Default.SteerOrchestration
    );

    internal static readonly MessageKind<SteerOrchestration> Terminate = new(
        "orchestrations.terminate",
        1,
        OrchestrationsJson.Default.SteerOrchestration
    );

    /// <summary><c>{orchestration}-{aggregateId}-{round}</c>; the aggregate's row holds the current round.</summary>
    internal static string InstanceId(string orchestration, string aggregateId, int round) => $"{orchestration}-{aggregateId}-{round}";

    /// <summary>The message that starts a round; asking twice starts it once, so its id is the instance's.</summary>
    /// <param name="source">The aggregate, <c>/context/aggregate/id</c>.</param>
    /// <param name="now">When it was asked.</param>
    /// <param name="orchestration">The orchestration function's name.</param>
    /// <param name="instanceId">See <see cref="InstanceId"/>.</param>
    /// <param name="input">Ids only, never personal data: the task hub keeps it for years.</param>
    /// <param name="json">Source-generated.</param>
    internal static OutgoingMessage ToStart<TInput>(
        string source,
        DateTimeOffset now,
        string orchestration,
        string instanceId,
        TInput input,
        JsonTypeInfo<TInput> json
    ) =>
        Start.Message(
            $"start|{instanceId}",
            source,
            now,
            new StartOrchestration(orchestration, instanceId, JsonSerializer.SerializeToElement(input, json))
        );

    /// <summary>The message that wakes an instance.</summary>
    /// <param name="source">The aggregate, <c>/context/aggregate/id</c>.</param>
    /// <param name="now">When it was asked.</param>
    /// <param name="instanceId">The instance of the current round.</param>
    /// <param name="eventName">What the orchestration waits for.</param>
    /// <param name="cause">Id of the command or event that is the reason; one cause wakes once.</param>
    internal static OutgoingMessage ToWake(string source, DateTimeOffset now, string instanceId, string eventName, string cause) =>
        Raise.Message($"{eventName}|{instanceId}|{cause}", source, now, new RaiseOrchestrationEvent(instanceId, eventName));
}

/// <param name="Name">The orchestration function's name.</param>
/// <param name="InstanceId">Printable ASCII, at most 100 characters, none of <c>/\?#</c>.</param>
/// <param name="Input">Ids only.</param>
internal sealed record StartOrchestration(string Name, string InstanceId, JsonElement? Input = null)
{
    /// <summary>The orchestration's version for life; null is the unversioned code.</summary>
    public string? Version { get; init; }
}

/// <param name="Event">Compared without case.</param>
/// <param name="Input">An id at most: the orchestration reads the facts from the aggregate.</param>
internal sealed record RaiseOrchestrationEvent(string InstanceId, string Event, JsonElement? Input = null);

/// <param name="Reason">For operators; never personal data.</param>
internal sealed record SteerOrchestration(string InstanceId, string Reason);
