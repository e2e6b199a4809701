using System.Net;
using System.Text.Json;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Partners;

namespace Serverless.App.Payments.Bank;

/// <summary>Sends orders to the bank (docs/ports/bank.md). The order's id is the idempotency key: sent again it is the same order.</summary>
internal sealed class BankClient(HttpClient http, BankOptions options, TimeProvider time)
{
    private const string Path = "/v1/payment-orders";

    private readonly PartnerCall _call = new(http, options.TryTimeout, time);

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
        return await _call.SendAsync<VendorAnswer>(request, ReadAsync, new VendorAnswer.Later("bank.silent"), cancellation);
    }

    private HttpRequestMessage Request(Uri endpoint, BankOrder order, Payee payee)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new BankContract.Order(order.Id, order.AmountCentimos, "PEN", new("DNI", payee.Document, payee.Name), payee.Cci, order.Concept),
            BankJson.Default.Order
        );
        var request = PartnerCall.Post(new Uri(endpoint, Path), body);
        request.Headers.Add("Idempotency-Key", order.Id);
        request.Headers.Add(BankSignature.ClientHeader, options.ClientId);
        BankSignature.Scheme.Sign(request, options.RequestKey, body, time.GetUtcNow());
        return request;
    }

    private static async Task<VendorAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        // 401 and 403 are our own settings or a changed key: orders wait while an operator mends it.
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK or HttpStatusCode.Accepted:
                var accepted = await PartnerCall.BodyAsync(response, BankJson.Default.Accepted, cancellation);
                return accepted?.BankReference is { Length: > 0 and <= 60 } reference && reference.All(char.IsAsciiLetterOrDigit)
                    ? new VendorAnswer.Accepted(reference)
                    : new VendorAnswer.Later("bank.no-answer");
            case HttpStatusCode.UnprocessableEntity:
                return new VendorAnswer.Refused(
                    ReasonOf((await PartnerCall.BodyAsync(response, BankJson.Default.Refused, cancellation))?.Code)
                );
            case HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.NotFound:
                return new VendorAnswer.Refused("other");
            default:
                return new VendorAnswer.Later($"bank.{(int)response.StatusCode}", response.Headers.RetryAfter?.Delta);
        }
    }
}
