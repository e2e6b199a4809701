using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Payments.Bank;
using Serverless.App.Payments.Orders;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Partners;

namespace Serverless.App.Payments.Notices;

/// <summary>
/// Where the bank says what became of an order. Open to the network and believed by its signature alone: nothing is read before that
/// holds. The answer is 204 as soon as the notice is kept, also for the hundredth copy.
/// </summary>
internal sealed class PostBankNotice(BankOptions options, TakeNotice notices, TimeProvider time)
{
    internal const string Route = "/bank/notices";

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
        string[] keys = [options.CallbackKey, options.PreviousCallbackKey];
        return await PartnerNotice.ReadAsync(request, BankSignature.Scheme, keys, time, cancellation) is not { } body
                ? PaymentsErrors.SignatureInvalid
            : Parse(body.Span) is { } notice ? await notices.TakeAsync(notice, cancellation)
            : PaymentsErrors.NoticeInvalid;
    }

    /// <summary>Null for anything that is not a whole notice.</summary>
    internal static BankNotice? Parse(ReadOnlySpan<byte> json)
    {
        var notice = PartnerNotice.Parse(json, BankJson.Default.Notice);
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
