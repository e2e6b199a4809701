using System.Security.Cryptography;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// Seals a rendered document with the institution's certificate: PAdES B-B, or B-T when a time-stamp authority is
/// configured (ETSI EN 319 142-1). Any byte changed afterwards is found by <see cref="PdfSealInspector"/>, by
/// <c>pdfsig</c> and by every PDF reader.
/// </summary>
public sealed class PdfSealer(IDigestSigner signer, ITimeStampAuthority? authority, TimeProvider time)
{
    // A chain of three certificates and a token with its own stay well below this.
    private const int RoomWithoutToken = 8 * 1024;
    private const int RoomWithToken = 20 * 1024;

    /// <summary>
    /// Gives the sealed copy; the input is not changed. Errors: <c>documents.not-sealable</c> (not a file of
    /// <see cref="PdfRenderer"/>, or sealed already), <c>documents.seal-certificate-expired</c>,
    /// <c>documents.seal-certificate-not-yet-valid</c>, and those of the signer and of the authority. Whether a document
    /// may go out without a time-stamp when the authority is down is the caller's decision, so it is an error here.
    /// </summary>
    public async Task<Result<SealedDocument>> SealAsync(byte[] pdf, SealStatement statement, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (CertificateFailure(now) is { } failure)
        {
            return failure;
        }

        var room = authority is null ? RoomWithoutToken : RoomWithToken;
        if (SealUpdate.Append(pdf, statement, now, room) is not { } update)
        {
            return DocumentErrors.NotSealable;
        }

        var attributes = CmsMessage.SignedAttributes(Digest(update), signer.Chain[0]);
        var signature = await signer.SignAsync(SHA256.HashData(attributes), cancellation);
        if (!signature.IsSuccess)
        {
            return signature.Error;
        }

        TimeStamp? stamp = null;
        if (authority is not null)
        {
            var answer = await authority.StampAsync(SHA256.HashData(signature.Value), cancellation);
            if (!answer.IsSuccess)
            {
                return answer.Error;
            }

            stamp = answer.Value;
        }

        var message = CmsMessage.Write(attributes, signature.Value, signer.Chain, signer.Algorithm, stamp?.Token);
        if (message.Length > room)
        {
            throw new InvalidOperationException($"The seal has {message.Length} bytes, {room} were kept for it.");
        }

        var file = update.Complete(message);
        return new SealedDocument(file, Convert.ToHexStringLower(SHA256.HashData(file)), stamp?.At);
    }

    private Error? CertificateFailure(DateTimeOffset now)
    {
        var certificate = signer.Chain[0];
        if (now >= certificate.NotAfter.ToUniversalTime())
        {
            return DocumentErrors.SealCertificateExpired;
        }

        return now < certificate.NotBefore.ToUniversalTime() ? DocumentErrors.SealCertificateNotYetValid : null;
    }

    private static byte[] Digest(SealUpdate update)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(update.Covered.Before.Span);
        hash.AppendData(update.Covered.After.Span);
        return hash.GetCurrentHash();
    }
}

/// <summary>A sealed file.</summary>
/// <param name="Content">The bytes to keep.</param>
/// <param name="Sha256">Their SHA-256 in lower-case hexadecimal, as <c>sha256sum</c> prints it.</param>
/// <param name="TimeStampedAt">Time that the authority states (level B-T); null for level B-B.</param>
public sealed record SealedDocument(byte[] Content, string Sha256, DateTimeOffset? TimeStampedAt);
