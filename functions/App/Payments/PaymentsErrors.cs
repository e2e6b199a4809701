using Serverless.Platform.Kernel;

namespace Serverless.App.Payments;

/// <summary>What callers of this context are told; also the codes of its tasks, whose texts the catalogue has.</summary>
internal static class PaymentsErrors
{
    internal static readonly Error OrderInvalid = Error.Unprocessable("payments.order-invalid");
    internal static readonly Error OrderDiffers = Error.Conflict("payments.order-differs");
    internal static readonly Error OrderNotFound = Error.NotFound("payments.order-not-found");

    internal static readonly Error SignatureInvalid = new("payments.signature-invalid", ErrorKind.Unauthenticated);
    internal static readonly Error NoticeInvalid = Error.Invalid("payments.notice-invalid");

    // What the bank says and we see differently.
    internal static readonly Error AmountDiffers = Error.Conflict("payments.amount-differs");
    internal static readonly Error VerdictContradicted = Error.Conflict("payments.verdict-contradicted");
    internal static readonly Error StatementMissing = Error.Conflict("payments.statement-missing");
    internal static readonly Error StatementAbsent = Error.Conflict("payments.statement-absent");
    internal static readonly Error StatementRepeated = Error.Conflict("payments.statement-repeated");
    internal static readonly Error LineUnreadable = Error.Invalid("payments.line-unreadable");

    // Why a statement is not taken at all.
    internal static readonly Error FileHeader = Error.Invalid("payments.file-header");
    internal static readonly Error FileTrailer = Error.Invalid("payments.file-trailer");
    internal static readonly Error FileCount = Error.Invalid("payments.file-count");
    internal static readonly Error FileSum = Error.Invalid("payments.file-sum");
    internal static readonly Error FileHash = Error.Invalid("payments.file-hash");
    internal static readonly Error FileTooLarge = Error.Invalid("payments.file-too-large");

    /// <summary>The bank has never taken the order.</summary>
    internal static readonly Error OrderUnsent = Error.Conflict("payments.order-unsent");
}
