using Wire = Serverless.Durable.Protocol;

namespace Serverless.Durable.Payloads;

/// <summary>Failures between the wire, the public face and exceptions.</summary>
internal static class FailureMapping
{
    private const int MaxDepth = 10;
    private const int MaxStackCharacters = 4_000;

    /// <summary>An activity that failed at the host: unreachable, crashed or not registered, never a failure of its own code.</summary>
    public static TaskFailureDetails FromHost(Wire.TaskFailureDetails? details, string name) =>
        details is null
            ? new TaskFailureDetails(
                "TaskNotAvailable",
                $"The host gave no reason: '{name}' is not registered, disabled or was ended.",
                null,
                null
            )
            {
                IsNonRetriable = true,
            }
            : FromWire(details, 0);

    public static Wire.TaskFailureDetails ToWire(Exception exception, bool isNonRetriable = false) => ToWire(exception, isNonRetriable, 0);

    private static TaskFailureDetails FromWire(Wire.TaskFailureDetails details, int depth) =>
        new(
            details.ErrorType,
            details.ErrorMessage,
            details.StackTrace,
            details.InnerFailure is { } inner && depth < MaxDepth ? FromWire(inner, depth + 1) : null
        )
        {
            IsNonRetriable = details.IsNonRetriable,
        };

    private static Wire.TaskFailureDetails ToWire(Exception exception, bool isNonRetriable, int depth)
    {
        var wire = new Wire.TaskFailureDetails
        {
            ErrorType = exception.GetType().FullName ?? exception.GetType().Name,
            ErrorMessage = exception.Message,
            IsNonRetriable = isNonRetriable,
        };
        if (exception.StackTrace is { } stack)
        {
            wire.StackTrace = stack.Length > MaxStackCharacters ? stack[..MaxStackCharacters] : stack;
        }

        if (exception is TaskFailedException failed)
        {
            wire.InnerFailure = ToWire(failed.FailureDetails, depth + 1);
        }
        else if (exception.InnerException is { } inner && depth < MaxDepth)
        {
            wire.InnerFailure = ToWire(inner, isNonRetriable: false, depth + 1);
        }

        return wire;
    }

    private static Wire.TaskFailureDetails ToWire(TaskFailureDetails details, int depth)
    {
        var wire = new Wire.TaskFailureDetails
        {
            ErrorType = details.ErrorType,
            ErrorMessage = details.ErrorMessage,
            IsNonRetriable = details.IsNonRetriable,
        };
        if (details.StackTrace is { } stack)
        {
            wire.StackTrace = stack;
        }

        if (details.InnerFailure is { } inner && depth < MaxDepth)
        {
            wire.InnerFailure = ToWire(inner, depth + 1);
        }

        return wire;
    }
}
