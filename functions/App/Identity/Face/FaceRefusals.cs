using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Face;

/// <summary>Why a face is not checked or not taken. Each text names the way that is left: another try, officers, an office, a call.</summary>
internal static class FaceRefusals
{
    internal static readonly Error Needed = Error.Forbidden("identity.face-needed");
    internal static readonly Error OperationUnknown = Error.Unprocessable("identity.face-not-asked");
    internal static readonly Error ConsentNeeded = Error.Conflict("identity.face-consent-needed");
    internal static readonly Error NoReference = Error.Conflict("identity.face-no-reference");
    internal static readonly Error Locked = new("identity.face-locked", ErrorKind.TooManyRequests);
    internal static readonly Error TooMany = new("identity.face-too-many", ErrorKind.TooManyRequests);
    internal static readonly Error NotFound = Error.NotFound("identity.face-session-not-found");
    internal static readonly Error NotFinished = Error.Conflict("identity.face-not-finished");
    internal static readonly Error Ended = Error.Conflict("identity.face-session-ended");
    internal static readonly Error PhotoUnexpected = Error.Conflict("identity.face-photo-unexpected");
    internal static readonly Error PhotoDiffers = Error.Unprocessable("identity.face-photo-differs");
    internal static readonly Error ReviewNotFound = Error.NotFound("identity.face-review-not-found");
    internal static readonly Error ReviewOver = Error.Conflict("identity.face-review-over");
    internal static readonly Error VotedAlready = Error.Conflict("identity.face-voted-already");
    internal static readonly Error VoteInvalid = Error.Invalid("identity.face-vote-invalid");
}
