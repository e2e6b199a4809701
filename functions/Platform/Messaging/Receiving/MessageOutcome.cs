using Serverless.Platform.Kernel;

namespace Serverless.Platform.Messaging.Receiving;

/// <summary>
/// What a handler made of a message: done, worth another delivery (only when our own storage is down or lost a race; a vendor's failure
/// is an attempt, decision 19), or never to be understood.
/// </summary>
public readonly record struct MessageOutcome
{
    private MessageOutcome(Error? error, bool again) => (Error, TryAgain) = (error, again);

    /// <summary>Why it was not done.</summary>
    public Error? Error { get; }

    /// <summary>The broker delivers it again and, after its last try, puts it into the poison queue.</summary>
    public bool TryAgain { get; }

    /// <summary>Applied now, applied before, or of no interest any more.</summary>
    public static readonly MessageOutcome Done;

    public static MessageOutcome Retry(Error error) => new(error, true);

    /// <summary>Recorded with its body in <c>rejections</c> and taken off the queue.</summary>
    public static MessageOutcome Reject(Error error) => new(error, false);

    /// <summary>A command's result: what is unavailable is tried again, any other failure is for good.</summary>
    public static MessageOutcome From<T>(Result<T> result) =>
        result.Error is not { } error ? Done
        : error.Kind == ErrorKind.Unavailable ? Retry(error)
        : Reject(error);
}
