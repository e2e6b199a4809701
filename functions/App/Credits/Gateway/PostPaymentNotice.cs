using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Repaying;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Partners;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Credits.Gateway;

/// <summary>
/// Where the gateway says what became of a checkout. Open to the network and believed by its signature alone. The answer is 204 as soon as
/// it is kept, also for the hundredth copy; what contradicts an earlier notice is 409 and moves no money.
/// </summary>
internal sealed class PostPaymentNotice(
    PaymentStore payments,
    GatewayOptions options,
    [FromKeyedServices(CreditsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPost("/gateway/notices", HandleAsync)
            .AllowAnonymous()
            .WithSummary("Recibe de la pasarela qué pasó con un pago; lo firma la pasarela.")
            .WithName("PostPaymentNotice");

    private static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        HttpContext context,
        PostPaymentNotice slice,
        CancellationToken cancellation
    ) => (await slice.ReceiveAsync(context.Request, cancellation)).ToNoContent();

    private async Task<Result<Done>> ReceiveAsync(HttpRequest request, CancellationToken cancellation) =>
        await PartnerNotice.ReadAsync(request, GatewaySignature.Scheme, [options.CallbackKey], time, cancellation) is { } body
            ? await TakeAsync(body, cancellation)
            : GatewayErrors.SignatureInvalid;

    internal async Task<Result<Done>> TakeAsync(ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        if (Parse(json.Span) is not var (paymentId, verdict))
        {
            return GatewayErrors.NoticeInvalid;
        }

        if (await payments.FindAsync(paymentId, cancellation) is null)
        {
            return PaymentRules.NotFound;
        }

        if (verdict.Outcome == GatewayOutcome.Paid)
        {
            // Before the commit, so that no statement of the day can miss it.
            await payments.ListPaidAsync(paymentId, verdict.At, cancellation);
        }

        var command = new CommandIdentity($"notice-{verdict.CheckoutId}-{verdict.Outcome}", verdict.CheckoutId, "");
        var settled = await payments.ChangeAsync(
            paymentId,
            command,
            before => PaymentRules.Settle(before!, verdict).Then<Commit<MemberPayment>>(after => PaymentEvents.Commit(before!, after)),
            cancellation
        );
        if (settled.Error is { Kind: ErrorKind.Conflict } difference)
        {
            await ComplainAsync(difference, paymentId, verdict, cancellation);
        }

        return settled.Then<Done>(_ => Done.Value);
    }

    /// <summary>What the gateway says and we see differently moves no money; a person looks at it.</summary>
    private Task<string> ComplainAsync(Error difference, string paymentId, GatewayVerdict verdict, CancellationToken cancellation)
    {
        var facts = new Dictionary<string, string>
        {
            ["payment"] = paymentId,
            ["checkout"] = verdict.CheckoutId,
            ["centimos"] = verdict.Amount.Centimos.ToString(CultureInfo.InvariantCulture),
        };
        return desk.OpenAsync(
            new Difference(difference.Code, $"{paymentId}|{verdict.Outcome}", time.GetUtcNow()) { Facts = facts },
            cancellation
        );
    }

    /// <summary>Null for anything that is not a whole notice.</summary>
    private static (string PaymentId, GatewayVerdict Verdict)? Parse(ReadOnlySpan<byte> json)
    {
        var notice = PartnerNotice.Parse(json, GatewayJson.Default.Notice);
        return
            notice
                is {
                    Status: "paid" or "failed" or "reversed",
                    AmountCentimos: > 0,
                    At.Year: > 2000,
                    CheckoutId: { Length: > 0 and <= 60 } checkout
                }
            && Guid.TryParseExact(notice.PaymentId, "D", out _)
            ? (
                notice.PaymentId!,
                new GatewayVerdict(checkout, OutcomeOf(notice.Status), Money.FromCentimos(notice.AmountCentimos), notice.At)
            )
            : null;
    }

    private static GatewayOutcome OutcomeOf(string status) =>
        status switch
        {
            "paid" => GatewayOutcome.Paid,
            "failed" => GatewayOutcome.Failed,
            _ => GatewayOutcome.Reversed,
        };
}

/// <summary>What a notice or a statement may be refused for.</summary>
internal static class GatewayErrors
{
    internal static readonly Error SignatureInvalid = new("credits.notice-signature", ErrorKind.Unauthenticated);
    internal static readonly Error NoticeInvalid = Error.Invalid("credits.notice-invalid");

    // Why a statement of the gateway is not taken at all.
    internal static readonly Error FileHeader = Error.Invalid("credits.gateway-file-header");
    internal static readonly Error FileTrailer = Error.Invalid("credits.gateway-file-trailer");
    internal static readonly Error FileCount = Error.Invalid("credits.gateway-file-count");
    internal static readonly Error FileSum = Error.Invalid("credits.gateway-file-sum");
    internal static readonly Error FileHash = Error.Invalid("credits.gateway-file-hash");
    internal static readonly Error FileTooLarge = Error.Invalid("credits.gateway-file-too-large");
}
