using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Vault;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Verification;

/// <summary>What anybody who holds the paper may know: whether it holds, and what kind it is; nothing about the person.</summary>
/// <param name="Status"><c>valid</c>, <c>revoked</c>, <c>expired</c>, <c>pending</c>, <c>tampered</c> or <c>unknown</c>.</param>
/// <param name="Sha256">Of the file that we keep; a true copy has the same.</param>
/// <param name="Copy"><c>same</c> or <c>different</c> for a caller who sent a hash.</param>
internal sealed record VerificationView(
    string Code,
    string Status,
    string StatusText,
    string? Kind,
    string? KindText,
    DateOnly? IssuedOn,
    DateTimeOffset? SignedAt,
    DateTimeOffset? SealedAt,
    DateTimeOffset? TimeStampedAt,
    DateOnly? ValidUntil,
    DateTimeOffset? VoidedAt,
    string? Sha256,
    string? Copy
)
{
    /// <summary>What <see cref="Copy"/> means, for people.</summary>
    public string? CopyText { get; init; }
}

/// <summary>Public verification (rows D09, D16): the kept file is read and hashed at every call, so that a changed byte answers <c>tampered</c>.</summary>
internal sealed class VerifyDocument(DocumentStore documents, VerifyCodes codes, VaultInspection inspection, TimeProvider time)
{
    private static readonly RateLimitPolicy Each = new("contracts-verify", 30, TimeSpan.FromMinutes(1));

    internal static void Map(RouteGroupBuilder contracts)
    {
        contracts
            .MapGet("/verify/{code}", HandleAsync)
            .AllowAnonymous()
            .LimitByAddress(Each)
            .WithSummary("Dice si un documento con este código es auténtico y está vigente.")
            .WithName("VerifyDocument");
        contracts
            .MapGet("/verify/{code}/page", HandlePageAsync)
            .AllowAnonymous()
            .LimitByAddress(Each)
            .WithSummary("La página que abre el código QR de un documento.")
            .WithName("VerifyDocumentPage");
    }

    private static async Task<Ok<VerificationView>> HandleAsync(
        string code,
        string? sha256,
        VerifyDocument slice,
        CancellationToken cancellation
    ) => TypedResults.Ok(await slice.VerifyAsync(code, sha256, cancellation));

    private static async Task<ContentHttpResult> HandlePageAsync(
        string code,
        HttpResponse response,
        VerifyDocument slice,
        CancellationToken cancellation
    ) => VerificationPage.Of(await slice.VerifyAsync(code, null, cancellation), response);

    internal async Task<VerificationView> VerifyAsync(string typed, string? sha256, CancellationToken cancellation)
    {
        var document = await codes.FindAsync(typed, cancellation) is { } id ? (await documents.ReadAsync(id, cancellation)).State : null;
        if (document is null)
        {
            return Unknown(VerifyCodes.Normal(typed) ?? "");
        }

        var sound = await inspection.IsSoundAsync(document, cancellation);
        var status = sound ? VerificationRules.StatusOf(document, LimaTime.Today(time)) : VerificationRules.Tampered;
        var copy = VerificationRules.Compare(document, sha256);
        return new VerificationView(
            codes.Of(document.Id),
            status,
            VerificationRules.TextOf(status),
            document.Kind,
            DocumentWords.NameOf(document.Kind),
            LimaTime.DateOf(document.CreatedAt),
            document.SignedAt,
            document.SealedAt,
            document.TimeStampedAt,
            document.ValidUntil,
            document.VoidedAt,
            document.Current.Sha256,
            copy
        )
        {
            CopyText = VerificationRules.CopyTextOf(copy),
        };
    }

    private static VerificationView Unknown(string code) =>
        new(
            code,
            VerificationRules.Unknown,
            VerificationRules.TextOf(VerificationRules.Unknown),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null
        );
}
