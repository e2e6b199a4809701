using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Register;

/// <summary>Why a line of the register is not taken, and why an import is refused.</summary>
internal static class RegisterErrors
{
    internal static readonly Error BadLayout = Error.Invalid("membership.register-line-layout");
    internal static readonly Error DniWithoutCheck = Error.Invalid("membership.register-line-dni-check");
    internal static readonly Error BadModularCode = Error.Invalid("membership.register-line-modular-code");
    internal static readonly Error BadName = Error.Invalid("membership.register-line-name");
    internal static readonly Error BadBirthDate = Error.Invalid("membership.register-line-birth-date");
    internal static readonly Error UnknownKind = Error.Invalid("membership.register-line-kind");
    internal static readonly Error BadUgel = Error.Invalid("membership.register-line-ugel");
    internal static readonly Error UnknownZone = Error.Invalid("membership.register-line-zone");
    internal static readonly Error UnknownGender = Error.Invalid("membership.register-line-gender");
    internal static readonly Error BadSize = Error.Unprocessable("membership.register-import-size");
    internal static readonly Error BadHash = Error.Invalid("membership.register-import-hash");
    internal static readonly Error Closed = Error.Conflict("membership.register-import-closed");
    internal static readonly Error NotFound = Error.NotFound("membership.register-import-not-found");

    internal static Error Repeated(int first) =>
        Error.Invalid("membership.register-line-repeated").With("first", first.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
