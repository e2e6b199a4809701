using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Codes;

/// <summary>Why a code is not taken or not sent. A wrong code and another operation's code are told apart only in the audit trail.</summary>
internal static class OtpErrors
{
    internal static readonly Error Wrong = Error.Unprocessable("identity.code-wrong");
    internal static readonly Error Expired = Error.Unprocessable("identity.code-expired");
    internal static readonly Error Used = Error.Conflict("identity.code-used");
    internal static readonly Error Superseded = Error.Conflict("identity.code-superseded");
    internal static readonly Error AttemptsSpent = Error.Unprocessable("identity.code-attempts-spent");
    internal static readonly Error ResendTooSoon = new("identity.code-resend-too-soon", ErrorKind.TooManyRequests);
    internal static readonly Error NoResendLeft = new("identity.code-no-resend-left", ErrorKind.TooManyRequests);
    internal static readonly Error TooMany = new("identity.code-too-many", ErrorKind.TooManyRequests);
    internal static readonly Error Locked = new("identity.code-locked", ErrorKind.TooManyRequests);
    internal static readonly Error NotFound = Error.NotFound("identity.challenge-not-found");
    internal static readonly Error ProofUsed = new("identity.proof-used", ErrorKind.Unauthenticated);
    internal static readonly Error Busy = new("identity.code-busy", ErrorKind.TooManyRequests);
    internal static readonly Error OperationUnknown = Error.Unprocessable("identity.operation-unknown");
    internal static readonly Error PartsInvalid = Error.Invalid("identity.operation-parts-invalid");
    internal static readonly Error VoiceNotOffered = Error.Unprocessable("identity.voice-not-offered");
    internal static readonly Error NeedsOfficer = Error.Forbidden("identity.needs-officer");
}
