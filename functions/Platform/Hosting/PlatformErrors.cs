using System.Globalization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting;

/// <summary>Failures that any route can answer, whatever its context.</summary>
public static class PlatformErrors
{
    public static readonly Error BadRequest = Error.Invalid("platform.bad-request");
    public static readonly Error BadTarget = Error.Invalid("platform.bad-target");
    public static readonly Error BadCursor = Error.Invalid("platform.bad-cursor");
    public static readonly Error NotSignedIn = new("platform.not-signed-in", ErrorKind.Unauthenticated);
    public static readonly Error NotAllowed = Error.Forbidden("platform.not-allowed");
    public static readonly Error NotFound = Error.NotFound("platform.not-found");
    public static readonly Error MethodNotAllowed = Error.Invalid("platform.method-not-allowed");
    public static readonly Error BodyTooLarge = new("platform.body-too-large", ErrorKind.TooLarge);
    public static readonly Error MediaTypeNotTaken = Error.Invalid("platform.media-type-not-taken");
    public static readonly Error KeyMissing = Error.Invalid("platform.idempotency-key-missing");
    public static readonly Error KeyInvalid = Error.Invalid("platform.idempotency-key-invalid");
    public static readonly Error IfMatchMissing = new("platform.if-match-missing", ErrorKind.PreconditionRequired);
    public static readonly Error IfMatchInvalid = Error.Invalid("platform.if-match-invalid");
    public static readonly Error TooManyRequests = new("platform.too-many-requests", ErrorKind.TooManyRequests);

    /// <summary>The same with how long to wait, for programs in seconds and for people in words.</summary>
    internal static Error TooMany(TimeSpan wait) =>
        TooManyRequests
            .With("retryAfterSeconds", string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}"))
            .With("wait", SpanishWait.Of(wait));

    public static readonly Error AppTooOld = new("platform.app-too-old", ErrorKind.UpgradeRequired);

    /// <summary>The channel opens later; <c>from</c> says when.</summary>
    public static readonly Error ChannelNotYet = Error.Forbidden("platform.channel-not-yet");

    /// <summary>The channel is not served any more.</summary>
    public static readonly Error ChannelClosed = Error.Forbidden("platform.channel-closed");
    public static readonly Error Unexpected = new("platform.unexpected", ErrorKind.Unavailable);
}
