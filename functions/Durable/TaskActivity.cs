namespace Serverless.Durable;

/// <summary>An orchestration as a class. One object per turn, without dependencies: everything comes from the context.</summary>
public abstract class TaskOrchestrator<TInput, TOutput>
{
    public abstract Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input);
}

/// <summary>
/// One step with effects, made by the container. Delivered at least once: it must be idempotent by a key taken from its input
/// (decision 21), never from the engine.
/// </summary>
public abstract class TaskActivity<TInput, TOutput>
{
    public abstract Task<TOutput> RunAsync(TaskActivityContext context, TInput input);
}

/// <summary>What is known about the call of an activity.</summary>
/// <param name="Name">The activity.</param>
/// <param name="InstanceId">The calling orchestration; for logs, not for idempotency keys.</param>
/// <param name="CancellationToken">The host gave up waiting.</param>
public sealed record TaskActivityContext(TaskName Name, string InstanceId, CancellationToken CancellationToken)
{
    /// <summary>W3C trace context of whoever started the orchestration.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>
/// An activity's expected failure. Anything else that it throws becomes a retriable failure that carries the type's name only,
/// because messages of unknown exceptions may hold personal data.
/// </summary>
public sealed class ActivityFailedException : Exception
{
    /// <param name="code">Stable, <c>context.what</c>.</param>
    /// <param name="message">For operators; never personal data.</param>
    /// <param name="isNonRetriable">Trying again cannot help.</param>
    public ActivityFailedException(string code, string message, bool isNonRetriable = false)
        : base(message) => (Code, IsNonRetriable) = (code, isNonRetriable);

    public string Code { get; }

    public bool IsNonRetriable { get; }
}
