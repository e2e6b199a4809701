using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Recovery;

/// <summary>Why an account is not recovered. None tells whether the DNI is known, and each names the way that is left.</summary>
internal static class RecoveryErrors
{
    internal static readonly Error NotFound = Error.NotFound("identity.recovery-not-found");
    internal static readonly Error Over = Error.Conflict("identity.recovery-over");
    internal static readonly Error NumberFirst = Error.Conflict("identity.recovery-number-first");
    internal static readonly Error AtOffice = Error.Unprocessable("identity.recovery-at-office");
}
