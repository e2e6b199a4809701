using Serverless.Durable.Protocol;

namespace Serverless.Local.Engine.Rules;

/// <summary>One turn of one instance: what is known, what is new, and who may write its outcome.</summary>
/// <param name="State">The instance as it is shown, execution id included.</param>
/// <param name="Started">How this execution began.</param>
/// <param name="Past">History so far.</param>
/// <param name="New">orchestratorStarted first, then what waited in the inbox.</param>
/// <param name="Consumed">Inbox rows that this turn uses up.</param>
/// <param name="Owner">Holds the instance's lock; a turn whose lock was lost changes nothing.</param>
/// <param name="Deliveries">How often this turn was handed out without an outcome, this time included.</param>
internal sealed record Turn(
    OrchestrationState State,
    ExecutionStartedEvent Started,
    IReadOnlyList<HistoryEvent> Past,
    IReadOnlyList<HistoryEvent> New,
    IReadOnlyList<long> Consumed,
    string Owner,
    int Deliveries
)
{
    internal string Instance => State.InstanceId;

    internal string Execution => State.ExecutionId ?? "";
}

/// <summary>A message for an instance.</summary>
/// <param name="Execution">Null reaches whatever execution is current.</param>
internal sealed record HubMessage(string Instance, string? Execution, DateTime VisibleAt, HistoryEvent Event);

/// <summary>An activity to be called.</summary>
/// <param name="Input">JSON as scheduled; null is no input.</param>
internal sealed record ActivityTask(string Instance, string Execution, int Id, string Name, string? Input);

/// <summary>All that one turn changes; written in one transaction.</summary>
/// <param name="IsNewGeneration">Continue-as-new: the history so far goes, what is left of the old execution goes with it.</param>
/// <param name="State">The instance afterwards.</param>
internal sealed record TurnOutcome(bool IsNewGeneration, OrchestrationState State)
{
    /// <summary>What the history gains, new events included.</summary>
    internal List<HistoryEvent> History { get; } = [];

    internal List<ActivityTask> Activities { get; } = [];

    internal List<HubMessage> Messages { get; } = [];

    /// <summary>Children to start; each in an execution of its own.</summary>
    internal List<ExecutionStartedEvent> Children { get; } = [];
}
