using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.CloudEvents;

namespace Serverless.Platform.Messaging;

/// <summary>
/// Large data stays in a blob and the message carries its name (<c>dataref</c>). The name holds the SHA-256 of the data: the same data
/// sent again writes the same blob, and a receiver sees when it was changed. The container's lifecycle rule (infra) deletes blobs after
/// 90 days, which is longer than any message, dead letter or outbox row lives.
/// </summary>
internal sealed class ClaimCheck(BlobContainerClient container)
{
    internal const string Container = "claim-checks";

    /// <summary>The bytes to send: the whole event, or the event with a pointer when it is larger than 48 KiB.</summary>
    internal async Task<byte[]> WriteAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var body = CloudEventWriter.Write(message);
        if (body.Length <= CloudEventLimits.TravelsItself)
        {
            return body;
        }

        var name = $"{message.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{Hash(message.Data.Span)}";
        try
        {
            await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(message.Data), Once, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // The blob is there: an earlier try, or the same data for another queue.
        }

        return CloudEventWriter.Write(message, name);
    }

    /// <summary>The message with its data, fetched when it did not travel along.</summary>
    internal async Task<Result<IncomingMessage>> ResolveAsync(IncomingMessage message, CancellationToken cancellation)
    {
        if (message.DataRef is not { } name)
        {
            return message;
        }

        try
        {
            var blob = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
            var data = blob.Value.Content.ToMemory();
            return name.EndsWith(Hash(data.Span), StringComparison.Ordinal)
                ? message with
                {
                    Data = data,
                    DataRef = null,
                }
                : MessagingErrors.DataLost;
        }
        catch (RequestFailedException e) when (e.Status is 400 or 404)
        {
            return MessagingErrors.DataLost;
        }
    }

    private static readonly BlobUploadOptions Once = new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };

    private static string Hash(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
