namespace Serverless.Platform.Messaging;

/// <summary>Why the transport did not take a message.</summary>
public enum SendFailure
{
    /// <summary>We may not send there (401, 403): an operator must act.</summary>
    Refused,

    /// <summary>The queue does not exist (404, 410): an operator must act.</summary>
    NoSuchQueue,

    /// <summary>The transport does not take this message at all (400, 413).</summary>
    Invalid,

    /// <summary>Throttled, broken or silent, still after the retries; the sweep sends later.</summary>
    Unavailable,
}

/// <summary>A transport refused or did not answer. The outbox keeps the message, so nothing is lost; what differs is who has to act.</summary>
public sealed class MessageSendException(SendFailure failure, string queue, int status, Exception? inner = null)
    : Exception($"Queue {queue}: {failure} ({status})", inner)
{
    public SendFailure Failure { get; } = failure;

    public string Queue { get; } = queue;

    /// <summary>HTTP status, 0 when there was no answer.</summary>
    public int Status { get; } = status;

    internal static MessageSendException From(string queue, int status, Exception? inner = null) =>
        new(
            status switch
            {
                401 or 403 => SendFailure.Refused,
                404 or 410 => SendFailure.NoSuchQueue,
                400 or 413 => SendFailure.Invalid,
                _ => SendFailure.Unavailable,
            },
            queue,
            status,
            inner
        );
}
