using System.Globalization;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents;

/// <summary>Expected failures of documents, seals and time-stamps; the codes are public contracts.</summary>
public static class DocumentErrors
{
    /// <summary>Texts hold characters that cannot be printed truthfully; the argument lists code points, not the text.</summary>
    internal static Error UnprintableCharacters(IEnumerable<int> characters) =>
        Error.Unprocessable("documents.unprintable-characters").With("characters", string.Join(' ', characters.Select(c => $"U+{c:X4}")));

    /// <summary>Not a file of the renderer, or sealed already.</summary>
    internal static readonly Error NotSealable = Error.Unprocessable("documents.not-sealable");

    /// <summary>The institution's certificate has ended; an operator must renew it.</summary>
    internal static readonly Error SealCertificateExpired = new("documents.seal-certificate-expired", ErrorKind.Unavailable);

    internal static readonly Error SealCertificateNotYetValid = new("documents.seal-certificate-not-yet-valid", ErrorKind.Unavailable);

    /// <summary>The key vault does not answer; try again later.</summary>
    internal static readonly Error SignerUnavailable = new("documents.signer-unavailable", ErrorKind.Unavailable);

    /// <summary>The key is not that of the certificate, or the answer is no signature.</summary>
    internal static readonly Error SignerMismatch = new("documents.signer-mismatch", ErrorKind.Unavailable);

    /// <summary>The authority does not answer; try again later.</summary>
    internal static readonly Error TimeStampUnavailable = new("documents.timestamp-unavailable", ErrorKind.Unavailable);

    /// <summary>The file carries no seal.</summary>
    internal static readonly Error SealMissing = Error.Unprocessable("documents.seal-missing");

    internal static Error SignerRefused(int status) =>
        new Error("documents.signer-refused", ErrorKind.Unavailable).With("status", status.ToString(CultureInfo.InvariantCulture));

    internal static Error TimeStampRejected(string why) =>
        new Error("documents.timestamp-rejected", ErrorKind.Unavailable).With("why", why);

    internal static Error SealBroken(string what) => Error.Unprocessable("documents.seal-broken").With("what", what);
}
