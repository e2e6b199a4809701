using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Platform.Partners;

/// <summary>What a partner tells us over HTTP. It is open to the network and believed by its signature alone: nothing is parsed before.</summary>
public static class PartnerNotice
{
    private const int Largest = 16 * 1024;

    /// <summary>The bytes of a notice whose signature holds; null for any other.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request,
        PartnerSignature signature,
        IEnumerable<string> keys,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var body = new byte[Largest + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        if (length > Largest || !signature.Holds(keys, request, body.AsSpan(0, length), time.GetUtcNow()))
        {
            return null;
        }

        return body.AsMemory(0, length);
    }

    /// <summary>Null for anything but the shape.</summary>
    public static T? Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
