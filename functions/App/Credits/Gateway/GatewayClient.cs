using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.App.Credits.Repaying;
using Serverless.Platform.Kernel;
using Serverless.Platform.Partners;

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

    private readonly PartnerCall _call = new(http, options.TryTimeout, time);

    /// <returns>Where the member pays, or <c>credits.gateway-unavailable</c>.</returns>
    internal async Task<Result<string>> OpenAsync(MemberPayment payment, CancellationToken cancellation)
    {
        if (options.Endpoint is not { } endpoint)
        {
            return Unavailable;
        }

        var body = new GatewayContract.Checkout(payment.Id, payment.Amount.Centimos, "PEN", "Pago de credito");
        using var request = PartnerCall.Post(
            new Uri(endpoint, "/v1/checkouts"),
            JsonSerializer.SerializeToUtf8Bytes(body, GatewayJson.Default.Checkout)
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        request.Headers.Add("Idempotency-Key", payment.Id);
        var url = await _call.SendAsync<string?>(request, UrlAsync, null, cancellation);
        return url is null ? Unavailable : url;
    }

    private static async Task<string?> UrlAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
        && await PartnerCall.BodyAsync(response, GatewayJson.Default.Opened, cancellation) is { } opened
        && Uri.TryCreate(opened.Url, UriKind.Absolute, out var url)
            ? url.AbsoluteUri
            : null;
}

/// <summary>How the gateway signs its notices.</summary>
internal static class GatewaySignature
{
    internal static readonly PartnerSignature Scheme = new("Gateway", signsMethod: false);
}
