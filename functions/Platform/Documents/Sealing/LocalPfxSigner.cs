using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// Signs with a key from a PFX file that Local made for itself. Never for real members: a key in a file can be copied
/// unseen (decision 28).
/// </summary>
public sealed class LocalPfxSigner : IDigestSigner, IDisposable
{
    private readonly X509Certificate2Collection _all;

    private LocalPfxSigner(X509Certificate2Collection all)
    {
        _all = all;
        Chain = [.. all.OrderByDescending(c => c.HasPrivateKey)];
        Algorithm = SealAlgorithms.Of(Chain[0]);
    }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SealAlgorithm Algorithm { get; }

    /// <summary>Reads a PFX without password that holds one key, its certificate and the issuers.</summary>
    public static LocalPfxSigner FromFile(string path) => new(X509CertificateLoader.LoadPkcs12CollectionFromFile(path, null));

    public Task<Result<byte[]>> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var rsa = Chain[0].GetRSAPrivateKey();
        using var ecdsa = Chain[0].GetECDsaPrivateKey();
        Result<byte[]> signature = rsa is not null
            ? rsa.SignHash(digest.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ecdsa!.SignHash(digest.Span, DSASignatureFormat.Rfc3279DerSequence);
        return Task.FromResult(signature);
    }

    public void Dispose()
    {
        foreach (var certificate in _all)
        {
            certificate.Dispose();
        }
    }
}
