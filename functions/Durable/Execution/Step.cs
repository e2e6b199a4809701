using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

internal enum StepKind : byte
{
    Activity,
    SubOrchestration,
    Timer,
    SentEvent,
}

/// <summary>One call that history keeps: an activity, a sub-orchestration, a timer or a sent event, known by its place.</summary>
internal abstract class Step(int id, StepKind kind, string name)
{
    public int Id => id;

    public StepKind Kind => kind;

    public string Name => name;

    /// <summary>History has it, so it is not sent again.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Nothing more is expected for it: resolved, cancelled, or never awaited at all.</summary>
    public bool IsSettled { get; protected set; }

    /// <summary>Cancelled before the host heard of it: it never will.</summary>
    public bool IsWithdrawn { get; protected set; }

    public abstract OrchestratorAction ToAction();

    /// <summary>The good end, with the JSON that history keeps; empty is none.</summary>
    public virtual void Complete(ReadOnlySpan<byte> result) => IsSettled = true;

    /// <summary>The bad end as the host tells it.</summary>
    public virtual void Fail(Protocol.TaskFailureDetails? details) => IsSettled = true;

    /// <summary>How error messages call it.</summary>
    public override string ToString() => Describe(kind, name);

    public static string Describe(StepKind kind, string name) =>
        kind switch
        {
            StepKind.Activity => $"activity '{name}'",
            StepKind.SubOrchestration => $"sub-orchestration '{name}'",
            StepKind.Timer => "a timer",
            _ => $"event '{name}' sent",
        };
}

/// <summary>A timer of at most the longest chunk.</summary>
internal sealed class TimerStep(int id, DateTime fireAt) : Step(id, StepKind.Timer, "")
{
    private readonly TaskCompletionSource _fired = new();

    public Task Task => _fired.Task;

    public override OrchestratorAction ToAction() =>
        new()
        {
            Id = Id,
            CreateTimer = new() { FireAt = WireTime.From(fireAt) },
        };

    public override void Complete(ReadOnlySpan<byte> result)
    {
        IsSettled = true;
        _fired.TrySetResult();
    }

    public void Cancel(CancellationToken token)
    {
        if (!IsSettled)
        {
            IsSettled = true;
            IsWithdrawn = !IsConfirmed;
            _fired.TrySetCanceled(token);
        }
    }
}

/// <summary>An event on its way to another instance; nobody waits for it.</summary>
internal sealed class SentEventStep : Step
{
    private readonly string _target;
    private readonly string? _data;

    public SentEventStep(int id, string target, string name, string? data)
        : base(id, StepKind.SentEvent, name) => (_target, _data, IsSettled) = (target, data, true);

    public bool GoesTo(string instanceId) => string.Equals(_target, instanceId, StringComparison.Ordinal);

    public override OrchestratorAction ToAction()
    {
        var send = new SendEventAction
        {
            Instance = new() { InstanceId = _target },
            Name = Name,
        };
        send.Data = _data;
        return new() { Id = Id, SendEvent = send };
    }
}
