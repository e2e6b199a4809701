using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;

// The compiler generates endpoints into this namespace and looks for what they call here first.
namespace Microsoft.AspNetCore.Http.Generated;

/// <summary>
/// How generated endpoints read a JSON body: whole, which the size limit of their route allows, then parsed at once. The framework's way
/// parses in pieces, and one caller of it makes native compilation prepare that for every type that goes through JSON: 3 MB of types
/// in the memory of each instance (ADR 0006).
/// </summary>
public static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The body as a value; null when it says <c>null</c>.</summary>
    /// <param name="request">Its size limit is set by its route.</param>
    /// <param name="type">What is expected.</param>
    /// <exception cref="JsonException">It is no JSON of this shape, or goes on after it.</exception>
    /// <exception cref="BadHttpRequestException">Not in UTF-8 (415), too large (413), or cut off (400).</exception>
    public static async ValueTask<T?> ReadFromJsonAsync<T>(this HttpRequest request, JsonTypeInfo<T> type)
    {
        if (!IsUtf8(request.ContentType))
        {
            throw new BadHttpRequestException("The body is not in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }

        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(request.HttpContext.RequestAborted);
            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return Parse(read.Buffer, type);
            }
            finally
            {
                body.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static T? Parse<T>(ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
    {
        var start = new SequenceReader<byte>(body);
        start.IsNext(ByteOrderMark, advancePast: true);
        var json = new Utf8JsonReader(
            start.UnreadSequence,
            new()
            {
                AllowTrailingCommas = type.Options.AllowTrailingCommas,
                CommentHandling = type.Options.ReadCommentHandling,
                MaxDepth = type.Options.MaxDepth,
            }
        );
        var value = JsonSerializer.Deserialize(ref json, type);
        // Another look says what stands behind the value, if anything does.
        json.Read();
        return value;
    }

    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || !type.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
