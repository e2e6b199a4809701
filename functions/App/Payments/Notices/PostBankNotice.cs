using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Payments.Bank;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payments.Notices;

/// <summary>
/// Where the bank says what became of an order. Open to the network and believed by its signature alone: nothing is read before that
/// holds. The answer is 204 as soon as the notice is kept, also for the hundredth copy.
/// </summary>
internal sealed class PostBankNotice(BankOptions options, TakeNotice notices, TimeProvider time)
{
    internal const string Route = "/bank/notices";
    private const int LargestNotice = 16 * 1024;

    internal static void Map(RouteGroupBuilder payments) =>
        payments
            .MapPost(Route, HandleAsync)
            .AllowAnonymous()
            .WithSummary("Recibe del banco qué pasó con un pago; lo firma el banco.")
            .WithName("PostBankNotice");

    private static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        HttpContext context,
        PostBankNotice slice,
        CancellationToken cancellation
    ) => (await slice.TakeAsync(context.Request, cancellation)).ToNoContent();

    private async Task<Result<Done>> TakeAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = new byte[LargestNotice + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        var bytes = body.AsMemory(0, length);
        var signed = new SignedMessage(
            "POST",
            request.Path.Value ?? "",
            request.Headers[BankSignature.TimeHeader].ToString(),
            request.Headers[BankSignature.SignatureHeader].ToString()
        );
        if (length > LargestNotice || !BankSignature.Holds(Keys(), signed, bytes.Span, time.GetUtcNow()))
        {
            return PaymentsErrors.SignatureInvalid;
        }

        return Parse(bytes.Span) is { } notice ? await notices.TakeAsync(notice, cancellation) : PaymentsErrors.NoticeInvalid;
    }

    private IEnumerable<string> Keys() => new[] { options.CallbackKey, options.PreviousCallbackKey }.Where(key => key.Length > 0);

    /// <summary>Null for anything that is not a whole notice.</summary>
    internal static BankNotice? Parse(ReadOnlySpan<byte> json)
    {
        BankContract.Notice? notice;
        try
        {
            notice = JsonSerializer.Deserialize(json, BankJson.Default.Notice);
        }
        catch (JsonException)
        {
            return null;
        }

        return
            notice is { Status: "paid" or "rejected", At.Year: > 2000 }
            && IsId(notice.NotificationId)
            && IsId(notice.OrderId)
            && IsId(notice.BankReference)
            && notice.AmountCentimos > 0
            && (notice.Status == "paid" || notice.Reason is not null)
            ? new BankNotice(notice.NotificationId!, notice.OrderId!, Verdict(notice))
            : null;
    }

    private static BankVerdict Verdict(BankContract.Notice notice) =>
        new(
            notice.Status == "paid",
            notice.AmountCentimos,
            notice.BankReference!,
            notice.Status == "paid" ? "" : BankClient.ReasonOf(notice.Reason),
            notice.At.ToUniversalTime()
        );

    private static bool IsId(string? text) => text is { Length: > 0 and <= 60 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
