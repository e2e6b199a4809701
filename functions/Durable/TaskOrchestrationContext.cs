using Microsoft.Extensions.Logging;

namespace Serverless.Durable;

/// <summary>
/// All that an orchestration may touch. Its code runs again from the start at every turn, so time, ids, waiting and I/O come
/// only from here; anything else awaited fails the instance. Member names are those of Microsoft.DurableTask.
/// </summary>
public abstract class TaskOrchestrationContext
{
    public abstract TaskName Name { get; }

    public abstract string InstanceId { get; }

    /// <summary>The version this instance was started with; empty when none was given.</summary>
    public abstract string Version { get; }

    /// <summary>The orchestration that called this one; null at the top.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The turn's time, UTC; the same at every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>True while code runs that has run before.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>The input, or default when there is none.</summary>
    public abstract T? GetInput<T>();

    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<Nothing>(name, input, options);

    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    );

    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<Nothing>(orchestratorName, input, options);

    /// <summary>A durable pause. Of any length: the executor splits it.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <param name="fireAt">UTC; local times are refused because they depend on the machine.</param>
    /// <param name="cancellationToken">Ends the wait at once; the host's late message is ignored.</param>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>
    /// Waits for an event of this name, compared without case. Events that came early wait in order; each satisfies one waiter,
    /// the oldest first. Cancel a wait that lost a WhenAny, or it takes the next event.
    /// </summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>The same with a durable limit; <see cref="TaskCanceledException"/> when it passes first.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Raises an event in another orchestration; lost when that one does not exist or has ended.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object? payload);

    /// <summary>Shown to whoever queries the instance; null clears it. At most 8,000 characters of JSON.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Ends this generation and starts the next with a fresh history, as soon as the orchestration returns.</summary>
    public virtual void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions(), newInput, preserveUnprocessedEvents);

    /// <inheritdoc cref="ContinueAsNew(object?, bool)"/>
    public abstract void ContinueAsNew(ContinueAsNewOptions options, object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>The same id at every replay, different at every call.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent while replaying.</summary>
    public abstract ILogger CreateReplaySafeLogger(string categoryName);

    public virtual ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T).FullName ?? typeof(T).Name);
}

/// <summary>Who called this orchestration.</summary>
public sealed record ParentOrchestrationInstance(TaskName Name, string InstanceId);

/// <summary>The result type of calls whose result nobody reads.</summary>
internal readonly struct Nothing;
