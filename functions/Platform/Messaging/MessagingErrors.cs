using Serverless.Platform.Kernel;

namespace Serverless.Platform.Messaging;

/// <summary>Why a message is not understood. None of them gets better by trying again, except <see cref="FromTheFuture"/>.</summary>
public static class MessagingErrors
{
    public static readonly Error TooLarge = new("messaging.too-large", ErrorKind.TooLarge);
    public static readonly Error NotJson = Error.Invalid("messaging.not-json");
    public static readonly Error NotACloudEvent = Error.Invalid("messaging.not-a-cloud-event");
    public static readonly Error DataLost = Error.Invalid("messaging.data-lost");
    public static readonly Error DataInvalid = Error.Invalid("messaging.data-invalid");

    /// <summary>Written by a newer release than this one: during a roll-out the next delivery may meet an instance that knows it.</summary>
    public static readonly Error FromTheFuture = new("messaging.from-the-future", ErrorKind.Unavailable);

    /// <summary>No step leads from this data version to the next.</summary>
    public static readonly Error VersionUnknown = Error.Invalid("messaging.version-unknown");

    public static Error AttributeInvalid(string attribute) => Error.Invalid("messaging.attribute-invalid").With("attribute", attribute);
}
