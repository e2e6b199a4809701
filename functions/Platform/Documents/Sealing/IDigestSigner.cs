using System.Security.Cryptography.X509Certificates;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// Holds the institution's sealing key and signs digests with it; the key itself is never handed out. In Azure it is
/// <see cref="KeyVaultSigner"/> (decision 28), on a laptop <see cref="LocalPfxSigner"/>.
/// </summary>
public interface IDigestSigner
{
    /// <summary>The certificate of the key first, then those of its issuers as far as they are known.</summary>
    IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>How the key signs.</summary>
    SealAlgorithm Algorithm { get; }

    /// <summary>
    /// Signs a SHA-256 digest. The signature has the form that CMS carries: PKCS #1 v1.5 for RSA, a DER sequence for
    /// ECDSA. Errors: <c>documents.signer-unavailable</c>, <c>documents.signer-refused</c>,
    /// <c>documents.signer-mismatch</c> (the key is not that of the certificate).
    /// </summary>
    Task<Result<byte[]>> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation);
}

/// <summary>Signature algorithms of seals, named as Key Vault names them.</summary>
public enum SealAlgorithm
{
    /// <summary>RSA, PKCS #1 v1.5, SHA-256.</summary>
    RS256,

    /// <summary>ECDSA on P-256, SHA-256.</summary>
    ES256,
}
