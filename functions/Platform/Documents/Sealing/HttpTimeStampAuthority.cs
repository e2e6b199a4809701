using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// An RFC 3161 authority over HTTP. The answer must carry our nonce and imprint, be signed by a certificate for
/// time-stamping only, and lead to one of the roots we trust; else it is refused.
/// </summary>
/// <param name="http">Client with the authority's time-out set.</param>
/// <param name="address">Where to post.</param>
/// <param name="roots">Trusted roots of the authority.</param>
public sealed class HttpTimeStampAuthority(HttpClient http, Uri address, X509Certificate2Collection roots) : ITimeStampAuthority
{
    // Tokens have 2 to 6 KB; nonsense of megabytes is not read.
    private const int LargestAnswer = 64 * 1024;

    public async Task<Result<TimeStamp>> StampAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation)
    {
        var question = Rfc3161TimestampRequest.CreateFromHash(
            digest,
            HashAlgorithmName.SHA256,
            nonce: Nonce(),
            requestSignerCertificates: true
        );
        var answer = await PostAsync(question.Encode(), cancellation);
        return answer.Then(bytes => Check(question, bytes));
    }

    private static byte[] Nonce()
    {
        var nonce = RandomNumberGenerator.GetBytes(16);
        // A positive integer without leading zeros has one DER spelling.
        nonce[0] = (byte)((nonce[0] & 0x3F) | 0x40);
        return nonce;
    }

    private async Task<Result<byte[]>> PostAsync(byte[] question, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(question);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                return DocumentErrors.TimeStampUnavailable;
            }

            if (response.Content.Headers.ContentType?.MediaType != "application/timestamp-reply")
            {
                return DocumentErrors.TimeStampRejected("media-type");
            }

            return await ReadAsync(response.Content, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return DocumentErrors.TimeStampUnavailable;
        }
    }

    private static async Task<Result<byte[]>> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var body = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LargestAnswer];
        var length = await body.ReadAtLeastAsync(buffer, LargestAnswer, throwOnEndOfStream: false, cancellation);
        return length == LargestAnswer ? DocumentErrors.TimeStampRejected("too-large") : buffer[..length];
    }

    private Result<TimeStamp> Check(Rfc3161TimestampRequest question, byte[] answer)
    {
        try
        {
            // Checks status, imprint, nonce, signature and the certificate's purpose.
            var token = question.ProcessResponse(answer, out var read);
            if (read != answer.Length)
            {
                return DocumentErrors.TimeStampRejected("trailing-bytes");
            }

            var encoded = token.AsSignedCms().Encode();
            return TimeStampVerifier.Check(encoded, question.GetMessageHash(), roots);
        }
        catch (CryptographicException)
        {
            return DocumentErrors.TimeStampRejected("answer");
        }
    }
}
