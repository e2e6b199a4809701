using System.Security.Cryptography.X509Certificates;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>Which algorithm goes with a certificate.</summary>
internal static class SealAlgorithms
{
    /// <summary>rsaEncryption (RFC 8017, appendix C).</summary>
    private const string Rsa = "1.2.840.113549.1.1.1";

    // Says it without the key being decoded, which an inspection would pay an eighth of its time for.
    internal static SealAlgorithm Of(X509Certificate2 certificate) =>
        certificate.GetKeyAlgorithm() == Rsa ? SealAlgorithm.RS256 : SealAlgorithm.ES256;
}
