using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.App.Credits.Repaying;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Gateway;

/// <summary>Section <c>PaymentGateway</c>: where members pay with card or transfer (docs/ports/payment-gateway.md).</summary>
internal sealed class GatewayOptions
{
    internal const string Section = "PaymentGateway";

    public Uri? Endpoint { get; set; }

    /// <summary>Bearer key that the gateway gave us.</summary>
    public string Key { get; set; } = "";

    /// <summary>Signs what the gateway sends; base64, 32 bytes or more.</summary>
    public string CallbackKey { get; set; } = "";

    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    internal static bool IsKey(string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= 32;
    }
}

/// <summary>The bodies of docs/ports/payment-gateway.md.</summary>
internal static class GatewayContract
{
    internal sealed record Checkout(string PaymentId, long AmountCentimos, string Currency, string Concept);

    internal sealed record Opened(string? CheckoutId, string? Url);

    internal sealed record Notice(string? PaymentId, string? CheckoutId, string? Status, long AmountCentimos, DateTimeOffset At);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GatewayContract.Checkout))]
[JsonSerializable(typeof(GatewayContract.Opened))]
[JsonSerializable(typeof(GatewayContract.Notice))]
internal sealed partial class GatewayJson : JsonSerializerContext;

/// <summary>Opens checkouts. The payment's id is the idempotency key: opened again it is the same checkout.</summary>
internal sealed class GatewayClient(HttpClient http, GatewayOptions options, TimeProvider time)
{
    internal static readonly Error Unavailable = new("credits.gateway-unavailable", ErrorKind.Unavailable);

    private const int LargestAnswer = 16 * 1024;

    /// <returns>Where the member pays, or <c>credits.gateway-unavailable</c>.</returns>
    internal async Task<Result<string>> OpenAsync(MemberPayment payment, CancellationToken cancellation)
    {
        if (options.Endpoint is not { } endpoint)
        {
            return Unavailable;
        }

        var body = new GatewayContract.Checkout(payment.Id, payment.Amount.Centimos, "PEN", "Pago de credito");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "/v1/checkouts"))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, GatewayJson.Default.Checkout)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        request.Headers.Add("Idempotency-Key", payment.Id);
        using var limit = new CancellationTokenSource(options.TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var url = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created ? await UrlAsync(response, either.Token) : null;
            return url is null ? Unavailable : url;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return Unavailable;
        }
    }

    private static async Task<string?> UrlAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new byte[LargestAnswer + 1];
        await using var content = await response.Content.ReadAsStreamAsync(cancellation);
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        try
        {
            var opened = length > LargestAnswer ? null : JsonSerializer.Deserialize(buffer.AsSpan(0, length), GatewayJson.Default.Opened);
            return Uri.TryCreate(opened?.Url, UriKind.Absolute, out var url) ? url.AbsoluteUri : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The gateway's signature: HMAC-SHA256 over path, time and body hash, so that it fits one message at one time.</summary>
internal static class GatewaySignature
{
    internal const string TimeHeader = "Gateway-Timestamp";
    internal const string SignatureHeader = "Gateway-Signature";

    /// <summary>How far the two clocks may be apart.</summary>
    internal static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    internal static string Of(string key, string path, string stamp, ReadOnlySpan<byte> body)
    {
        var text = $"{path}\n{stamp}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Whether the key made the signature, and not long ago.</summary>
    internal static bool Holds(string key, HttpRequest request, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var stamp = request.Headers[TimeHeader].ToString();
        if (
            key.Length == 0
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > (long)Tolerance.TotalSeconds
        )
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Of(key, request.Path.Value ?? "", stamp, body));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(request.Headers[SignatureHeader].ToString()));
    }
}
