using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Messaging.Attempts;

namespace Serverless.App.Payments.Bank;

/// <summary>Sends orders to the bank (docs/ports/bank.md). The order's id is the idempotency key: sent again it is the same order.</summary>
internal sealed class BankClient(HttpClient http, BankOptions options, TimeProvider time)
{
    private const string Path = "/v1/payment-orders";

    /// <summary>An answer has a few hundred bytes; nonsense of megabytes is not read.</summary>
    internal const int LargestAnswer = 16 * 1024;

    /// <summary>Reasons that the port knows; any other word of the bank becomes <c>other</c>.</summary>
    internal static readonly IReadOnlySet<string> Reasons = new HashSet<string>(StringComparer.Ordinal)
    {
        "cci-invalid",
        "account-closed",
        "payee-mismatch",
        "limit",
        "other",
    };

    internal static string ReasonOf(string? word) => word is not null && Reasons.Contains(word) ? word : "other";

    internal async Task<VendorAnswer> SendAsync(BankOrder order, Payee payee, CancellationToken cancellation)
    {
        if (options.Endpoint is not { } endpoint)
        {
            return new VendorAnswer.Later("bank.not-configured");
        }

        using var request = Request(endpoint, order, payee);
        using var limit = new CancellationTokenSource(options.TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new VendorAnswer.Later("bank.silent");
        }
    }

    private HttpRequestMessage Request(Uri endpoint, BankOrder order, Payee payee)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new BankContract.Order(order.Id, order.AmountCentimos, "PEN", new("DNI", payee.Document, payee.Name), payee.Cci, order.Concept),
            BankJson.Default.Order
        );
        var address = new Uri(endpoint, Path);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var stamp = BankSignature.Stamp(time.GetUtcNow());
        request.Headers.Add("Idempotency-Key", order.Id);
        request.Headers.Add(BankSignature.ClientHeader, options.ClientId);
        request.Headers.Add(BankSignature.TimeHeader, stamp);
        request.Headers.Add(BankSignature.SignatureHeader, BankSignature.Of(options.RequestKey, "POST", address.AbsolutePath, stamp, body));
        return request;
    }

    private static async Task<VendorAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        // 401 and 403 are our own settings or a changed key: orders wait while an operator mends it.
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK or HttpStatusCode.Accepted:
                var accepted = await BodyAsync(response, BankJson.Default.Accepted, cancellation);
                return accepted?.BankReference is { Length: > 0 and <= 60 } reference && reference.All(char.IsAsciiLetterOrDigit)
                    ? new VendorAnswer.Accepted(reference)
                    : new VendorAnswer.Later("bank.no-answer");
            case HttpStatusCode.UnprocessableEntity:
                return new VendorAnswer.Refused(ReasonOf((await BodyAsync(response, BankJson.Default.Refused, cancellation))?.Code));
            case HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.NotFound:
                return new VendorAnswer.Refused("other");
            default:
                return new VendorAnswer.Later($"bank.{(int)response.StatusCode}", response.Headers.RetryAfter?.Delta);
        }
    }

    private static async Task<T?> BodyAsync<T>(
        HttpResponseMessage response,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json,
        CancellationToken cancellation
    )
        where T : class
    {
        var buffer = new byte[LargestAnswer + 1];
        await using var content = await response.Content.ReadAsStreamAsync(cancellation);
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        try
        {
            return length > LargestAnswer ? null : JsonSerializer.Deserialize(buffer.AsSpan(0, length), json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
