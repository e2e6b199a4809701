using System.Diagnostics.CodeAnalysis;

namespace Serverless.Durable;

/// <summary>Why an activity or a sub-orchestration failed, as history keeps it.</summary>
/// <param name="ErrorType">Full name of the exception's type, or a stable code.</param>
/// <param name="ErrorMessage">For operators; never personal data.</param>
/// <param name="StackTrace">May be absent.</param>
/// <param name="InnerFailure">The cause, when one is known.</param>
public sealed record TaskFailureDetails(string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure)
{
    /// <summary>Trying again cannot help; retry policies stop here.</summary>
    public bool IsNonRetriable { get; init; }

    /// <summary>True when this failure was raised as exactly that exception type.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => string.Equals(ErrorType, typeof(T).FullName, StringComparison.Ordinal);
}

/// <summary>An awaited activity or sub-orchestration failed, after its retries if any.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Raised by the executor only, always with the details.")]
public sealed class TaskFailedException : Exception
{
    internal TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed: {failureDetails.ErrorMessage}") =>
        (TaskName, TaskId, FailureDetails) = (taskName, taskId, failureDetails);

    public string TaskName { get; }

    /// <summary>The call's place in the orchestration, counted from 0.</summary>
    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }
}
