using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts;

/// <summary>Expected failures of this context.</summary>
internal static class ContractErrors
{
    /// <summary>No such document, or not this member's.</summary>
    internal static readonly Error NotFound = Error.NotFound("contracts.document-not-found");

    /// <summary>The member is not in the register, or was erased.</summary>
    internal static readonly Error MemberUnknown = Error.NotFound("contracts.member-unknown");

    /// <summary>The caller's figures contradict each other; nothing was drawn.</summary>
    internal static readonly Error FiguresWrong = Error.Unprocessable("contracts.figures-do-not-add-up");

    /// <summary>A kind that only the institution issues, or the other way round: a bug of the caller.</summary>
    internal static readonly Error KindNotSigned = Error.Unprocessable("contracts.kind-not-signed");

    internal static readonly Error Lapsed = Error.Conflict("contracts.document-lapsed");

    /// <summary>The seal is not on it yet; seconds.</summary>
    internal static readonly Error NotReady = new Error("contracts.document-not-ready", ErrorKind.Unavailable).With(
        "retryAfterSeconds",
        "5"
    );

    internal static readonly Error LinkInvalid = Error.NotFound("contracts.link-invalid");

    internal static readonly Error BadSignature = Error.Invalid("contracts.signature-invalid");

    /// <summary>What the vault holds is not what was put there.</summary>
    internal static readonly Error Tampered = Error.Conflict("contracts.document-tampered");

    /// <summary>No time-stamp authority is configured: a root without a third party's word proves nothing.</summary>
    internal static readonly Error AuditNotStamped = new("contracts.audit-not-stamped", ErrorKind.Unavailable);
}
