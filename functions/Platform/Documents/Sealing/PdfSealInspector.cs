using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// Says whether a file is what was sealed. Stricter than PDF readers: the seal must cover the whole file, be encoded as
/// <see cref="PdfSealer"/> encodes it, and lead to a trusted root.
/// </summary>
/// <param name="sealRoots">Roots of the sealing certificate.</param>
/// <param name="timeStampRoots">Roots of the time-stamp authority.</param>
/// <param name="time">Judges certificates of seals without a time-stamp.</param>
public sealed class PdfSealInspector(X509Certificate2Collection sealRoots, X509Certificate2Collection timeStampRoots, TimeProvider time)
{
    /// <summary>
    /// Errors: <c>documents.seal-missing</c>, or <c>documents.seal-broken</c> with <c>what</c> = coverage, encoding, digest,
    /// signature, certificate or timestamp.
    /// </summary>
    public Result<SealFacts> Inspect(ReadOnlyMemory<byte> file)
    {
        var placed = SealPlace.Find(file);
        return placed.Then(place =>
        {
            try
            {
                return Check(file, place);
            }
            catch (CryptographicException)
            {
                return DocumentErrors.SealBroken("encoding");
            }
        });
    }

    private Result<SealFacts> Check(ReadOnlyMemory<byte> file, SealPlace place)
    {
        var covered = CoveredBytes(file, place);
        var cms = new SignedCms(new ContentInfo(covered), detached: true);
        cms.Decode(place.Message.Span);
        // Each of these properties reads all of its certificates anew.
        var (signers, embedded) = (cms.SignerInfos, cms.Certificates);
        if (signers.Count != 1 || signers[0] is not { Certificate: { } leaf } signer)
        {
            return DocumentErrors.SealBroken("encoding");
        }

        var digest = SHA256.HashData(covered);
        var attributes = CmsMessage.SignedAttributes(digest, leaf);
        var token = TokenOf(signer);
        if (!IsCanonical(place.Message, attributes, signer, leaf, embedded, token))
        {
            // The one thing that the message says about the file is its digest: tell this case from nonsense.
            return DocumentErrors.SealBroken(CarriesDigest(signer, digest) ? "encoding" : "digest");
        }

        try
        {
            cms.CheckSignature(verifySignatureOnly: true);
        }
        catch (CryptographicException)
        {
            return DocumentErrors.SealBroken("signature");
        }

        return Trust(file, leaf, embedded, signer.GetSignature(), token);
    }

    private Result<SealFacts> Trust(
        ReadOnlyMemory<byte> file,
        X509Certificate2 leaf,
        X509Certificate2Collection embedded,
        byte[] signature,
        ReadOnlyMemory<byte>? token
    )
    {
        DateTimeOffset? stampedAt = null;
        if (token is { } bytes)
        {
            var stamp = TimeStampVerifier.Check(bytes, SHA256.HashData(signature), timeStampRoots);
            if (!stamp.IsSuccess)
            {
                return DocumentErrors.SealBroken("timestamp");
            }

            stampedAt = stamp.Value.At;
        }

        return CertificateTrust.Accepts(leaf, embedded, sealRoots, stampedAt ?? time.GetUtcNow())
            ? new SealFacts(leaf.Subject, stampedAt, Convert.ToHexStringLower(SHA256.HashData(file.Span)))
            : DocumentErrors.SealBroken("certificate");
    }

    // Writing the message again from its parts must give the same bytes: nothing in it is left that could differ.
    private static bool IsCanonical(
        ReadOnlyMemory<byte> message,
        byte[] attributes,
        SignerInfo signer,
        X509Certificate2 leaf,
        X509Certificate2Collection certificates,
        ReadOnlyMemory<byte>? token
    )
    {
        X509Certificate2[] chain = [leaf, .. certificates.Where(c => !c.RawDataMemory.Span.SequenceEqual(leaf.RawDataMemory.Span))];
        var again = CmsMessage.Write(attributes, signer.GetSignature(), chain, SealAlgorithms.Of(leaf), token);
        return message.Span.SequenceEqual(again);
    }

    private static bool CarriesDigest(SignerInfo signer, byte[] digest) =>
        signer
            .SignedAttributes.Cast<CryptographicAttributeObject>()
            .SelectMany(a => a.Values.OfType<Pkcs9MessageDigest>())
            .Any(d => d.MessageDigest.AsSpan().SequenceEqual(digest));

    private static ReadOnlyMemory<byte>? TokenOf(SignerInfo signer) =>
        signer
            .UnsignedAttributes.Cast<CryptographicAttributeObject>()
            .Where(a => a.Oid.Value == CmsMessage.TimeStampToken && a.Values.Count == 1)
            .Select(a => (ReadOnlyMemory<byte>?)a.Values[0].RawData)
            .FirstOrDefault();

    private static byte[] CoveredBytes(ReadOnlyMemory<byte> file, SealPlace place) =>
        [.. file.Span[..place.Start], .. file.Span[place.End..]];
}

/// <summary>What a sound seal proves.</summary>
/// <param name="Sealer">Subject of the certificate.</param>
/// <param name="TimeStampedAt">Time stated by the authority, or null at level B-B.</param>
/// <param name="Sha256">SHA-256 of the whole file in lower-case hexadecimal.</param>
public sealed record SealFacts(string Sealer, DateTimeOffset? TimeStampedAt, string Sha256);
