using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting;

/// <summary>Failures that any route can answer, whatever its context.</summary>
public static class PlatformErrors
{
    public static readonly Error BadRequest = Error.Invalid("platform.bad-request");
    public static readonly Error BadTarget = Error.Invalid("platform.bad-target");
    public static readonly Error NotSignedIn = new("platform.not-signed-in", ErrorKind.Unauthenticated);
    public static readonly Error NotAllowed = Error.Forbidden("platform.not-allowed");
    public static readonly Error NotFound = Error.NotFound("platform.not-found");
    public static readonly Error BodyTooLarge = new("platform.body-too-large", ErrorKind.TooLarge);
    public static readonly Error Unexpected = new("platform.unexpected", ErrorKind.Unavailable);
}
