using Grpc.Core;
using Serverless.Platform.Kernel;

namespace Serverless.Durable.Client;

/// <summary>Expected failures of the task hub.</summary>
public static class DurableErrors
{
    /// <summary>An instance of this id exists, running or ended: the start was a duplicate.</summary>
    public static readonly Error AlreadyExists = Error.Conflict("durable.already-exists");

    /// <summary>No such instance yet, or no more.</summary>
    public static readonly Error NotFound = Error.NotFound("durable.not-found");

    /// <summary>The instance is in a state that does not take this, most often: it has ended.</summary>
    public static readonly Error WrongState = Error.Conflict("durable.wrong-state");

    /// <summary>The id cannot be an instance's.</summary>
    public static readonly Error InvalidId = Error.Invalid("durable.invalid-id");

    /// <summary>The task hub does not answer in time; trying again can work.</summary>
    public static readonly Error Unavailable = new("durable.unavailable", ErrorKind.Unavailable);

    /// <summary>Null for what nobody expects.</summary>
    internal static Error? From(StatusCode status) =>
        status switch
        {
            StatusCode.AlreadyExists => AlreadyExists,
            StatusCode.NotFound => NotFound,
            StatusCode.FailedPrecondition => WrongState,
            StatusCode.InvalidArgument => InvalidId,
            StatusCode.Unavailable or StatusCode.DeadlineExceeded => Unavailable,
            _ => null,
        };
}
