using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Platform.Partners;

/// <summary>One call to a partner: JSON out, a few hundred bytes of JSON back, within a time.</summary>
/// <param name="http">Of this partner alone.</param>
/// <param name="timeout">How long one try may take.</param>
/// <param name="time">Measures it.</param>
public sealed class PartnerCall(HttpClient http, TimeSpan timeout, TimeProvider time)
{
    /// <summary>Nonsense of megabytes is not read.</summary>
    public const int LargestAnswer = 16 * 1024;

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>A client whose connections end now and then, so that a changed address is noticed.</summary>
    public static HttpClient NewHttp() => new(new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLife });

    public static HttpRequestMessage Post(Uri address, byte[] json)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    /// <summary>What <paramref name="read"/> makes of the answer, or <paramref name="silent"/> when none came.</summary>
    public async Task<T> SendAsync<T>(
        HttpRequestMessage request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        T silent,
        CancellationToken cancellation
    )
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await read(response, either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return silent;
        }
    }

    /// <summary>The body; null for one that is too large or of another shape.</summary>
    public static async Task<T?> BodyAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> shape, CancellationToken cancellation)
        where T : class
    {
        var buffer = new byte[LargestAnswer + 1];
        await using var content = await response.Content.ReadAsStreamAsync(cancellation);
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        try
        {
            return length > LargestAnswer ? null : JsonSerializer.Deserialize(buffer.AsSpan(0, length), shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
