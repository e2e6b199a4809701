using System.Security.Cryptography.X509Certificates;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>Whether a certificate leads to a root of ours at a given time. Nothing is fetched from a network.</summary>
internal static class CertificateTrust
{
    /// <summary>
    /// True when the chain ends in one of the roots and every embedded certificate is part of it: a certificate that
    /// plays no role could be exchanged unseen.
    /// </summary>
    public static bool Accepts(
        X509Certificate2 leaf,
        X509Certificate2Collection embedded,
        X509Certificate2Collection roots,
        DateTimeOffset at
    )
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(embedded);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        return chain.Build(leaf)
            && embedded.All(e => chain.ChainElements.Any(c => c.Certificate.RawDataMemory.Span.SequenceEqual(e.RawDataMemory.Span)));
    }
}
