using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>Checks a time-stamp token long after it was given: imprint, signature, and way to a trusted root.</summary>
public static class TimeStampVerifier
{
    /// <summary>
    /// Gives the token with the time it states, or <c>documents.timestamp-rejected</c> with the reason in <c>why</c>.
    /// The certificates are judged at the time that the token states, so expired authorities stay good witnesses.
    /// </summary>
    public static Result<TimeStamp> Check(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> digest, X509Certificate2Collection roots)
    {
        if (!Rfc3161TimestampToken.TryDecode(token, out var decoded, out var read) || read != token.Length)
        {
            return DocumentErrors.TimeStampRejected("encoding");
        }

        var info = decoded.TokenInfo;
        if (
            info.HashAlgorithmId.Value != "2.16.840.1.101.3.4.2.1"
            || !CryptographicOperations.FixedTimeEquals(info.GetMessageHash().Span, digest.Span)
        )
        {
            return DocumentErrors.TimeStampRejected("imprint");
        }

        if (!decoded.VerifySignatureForHash(digest.Span, HashAlgorithmName.SHA256, out var signer) || signer is null)
        {
            return DocumentErrors.TimeStampRejected("signature");
        }

        var embedded = decoded.AsSignedCms().Certificates;
        return CertificateTrust.Accepts(signer, embedded, roots, info.Timestamp)
            ? new TimeStamp(token, info.Timestamp)
            : DocumentErrors.TimeStampRejected("chain");
    }
}
