using System.Globalization;
using System.Text.Json;
using Serverless.App.Credits.Simulations;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Credits.Requests.Asking;

/// <summary>A request as the member, or an officer, sees it. Amounts in céntimos.</summary>
/// <param name="Status">For programs: <c>simulated</c>, <c>precheck</c>, <c>preapproved</c>, …</param>
/// <param name="Summary">The summary sheet: of today until it is accepted, then as it was accepted.</param>
/// <param name="TermsHash">Of the sheet; what <c>accept</c> takes.</param>
/// <param name="Confirmation">What a face is asked for before accepting.</param>
/// <param name="DocumentId">The contract, to be read and signed by the routes of Contracts.</param>
/// <param name="PaymentReason">Why the bank refused the account.</param>
internal sealed record RequestView(
    string RequestId,
    string Status,
    string StatusText,
    DateTimeOffset Since,
    DateTimeOffset ExpiresAt,
    string Product,
    CreditSheet? Summary,
    string? TermsHash,
    IReadOnlyList<ReasonView> Reasons,
    IReadOnlyList<LineView> Debts,
    long? HighestInstalmentCentimos,
    IReadOnlyList<string> Actions,
    ActView? Confirmation,
    string? DocumentId,
    string? PaymentReason,
    string? LoanId
)
{
    internal const string Root = "/api/v1/credits/requests";

    internal static RequestView Of(CreditRequest request, CreditSheet? sheet, ErrorCatalogue texts)
    {
        var hash = request.Accepted?.Hash ?? (sheet is null ? null : SheetHash.Of(sheet));
        return new(
            request.Id,
            RequestWords.CodeOf(request.Status),
            RequestWords.TextOf(request.Status),
            request.Since,
            request.ExpiresAt,
            request.Product,
            sheet,
            hash,
            [.. request.Reasons.Select(reason => ReasonView.Of(reason, texts))],
            [.. request.Lines.Select(LineView.Of)],
            request.Capacity?.Centimos,
            RequestWords.ActionsOf(request),
            request.Status == RequestStatus.Preapproved && hash is not null ? ActView.ToAccept(request, hash) : null,
            request.Accepted?.DocumentId,
            request.PaymentReason,
            request.LoanId
        );
    }
}

/// <summary>A reason in plain words.</summary>
internal sealed record ReasonView(string Code, string Title, string Detail)
{
    internal static ReasonView Of(DeclineReason reason, ErrorCatalogue texts)
    {
        var text = texts.For(reason.Code, reason.Arguments);
        return new(reason.Code, text.Title, text.Detail);
    }
}

/// <summary>A bought debt.</summary>
internal sealed record LineView(int Number, string Entity, long BalanceCentimos, string Status, DateOnly? PaidOn)
{
    internal static LineView Of(PurchaseLine line) =>
        new(
            line.Number,
            line.Entity,
            line.Balance.Centimos,
            line.Status switch
            {
                LineStatus.Pending => "pending",
                LineStatus.Paid => "paid",
                LineStatus.ClosureLetterReceived => "closing-letter-received",
                LineStatus.Overdue => "closing-letter-overdue",
                _ => throw new InvalidOperationException("No word for this line"),
            },
            line.PaidOn
        );
}

/// <summary>An act as code and face are asked for it. Sent as it is to the routes of Identity.</summary>
internal sealed record ActView(string Operation, IReadOnlyList<string> Parts)
{
    /// <summary>Name in the policy table.</summary>
    internal const string Accept = "credits.accept-terms";

    internal string Hash => OperationHash.Of(Parts);

    /// <summary>This request, this amount, this term, these very figures.</summary>
    internal static ActView ToAccept(CreditRequest request, string termsHash) =>
        new(
            Accept,
            [
                request.Id,
                request.Wish.Amount.Soles.ToString("0.00", CultureInfo.InvariantCulture),
                request.Wish.Instalments.ToString(CultureInfo.InvariantCulture),
                termsHash,
            ]
        );
}

/// <summary>What a member accepts, as one value: every figure and word of the summary sheet.</summary>
internal static class SheetHash
{
    internal static string Of(CreditSheet sheet) => OperationHash.Of(JsonSerializer.Serialize(sheet, CreditsJson.Default.CreditSheet));
}
