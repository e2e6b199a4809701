using Serverless.Platform.Kernel;

namespace Serverless.App.Fund;

/// <summary>What callers of this context are told; also the codes of its tasks, whose texts the catalogue has.</summary>
internal static class FundErrors
{
    internal static readonly Error ContributionInvalid = Error.Unprocessable("fund.contribution-invalid");
    internal static readonly Error ContributionRepeated = Error.Conflict("fund.contribution-repeated");
    internal static readonly Error AccountNotFound = Error.NotFound("fund.account-not-found");
    internal static readonly Error PeriodInvalid = Error.Invalid("fund.period-invalid");

    internal static readonly Error StatementNotFound = Error.NotFound("fund.statement-not-found");

    internal static readonly Error PostingNotFound = Error.NotFound("fund.posting-not-found");
    internal static readonly Error AdjustmentInvalid = Error.Unprocessable("fund.adjustment-invalid");
    internal static readonly Error AdjustmentKnown = Error.Conflict("fund.adjustment-known");
    internal static readonly Error AdjustmentDecided = Error.Conflict("fund.adjustment-decided");
    internal static readonly Error AdjustmentNotFound = Error.NotFound("fund.adjustment-not-found");

    internal static readonly Error TaxUnitInvalid = Error.Unprocessable("fund.tax-unit-invalid");

    /// <summary>Not the year that comes next; one that has a value keeps it.</summary>
    internal static readonly Error TaxUnitYear = Error.Unprocessable("fund.tax-unit-year");

    /// <summary>No decree can have fixed it yet.</summary>
    internal static readonly Error TaxUnitEarly = Error.Unprocessable("fund.tax-unit-early");
    internal static readonly Error TaxUnitWaiting = Error.Conflict("fund.tax-unit-waiting");
    internal static readonly Error TaxUnitNotFound = Error.NotFound("fund.tax-unit-not-found");

    internal static readonly Error LineUnreadable = Error.Invalid("fund.line-unreadable");
    internal static readonly Error LineUnknown = Error.Invalid("fund.line-unknown");

    // Why a file of contributions is not taken at all.
    internal static readonly Error FileHeader = Error.Invalid("fund.file-header");
    internal static readonly Error FileTrailer = Error.Invalid("fund.file-trailer");
    internal static readonly Error FileCount = Error.Invalid("fund.file-count");
    internal static readonly Error FileSum = Error.Invalid("fund.file-sum");
    internal static readonly Error FileHash = Error.Invalid("fund.file-hash");
    internal static readonly Error FileTooLarge = Error.Invalid("fund.file-too-large");

    // What our own books see differently.
    internal static readonly Error AccountOverdrawn = Error.Conflict("fund.account-overdrawn");
    internal static readonly Error BalanceDiffers = Error.Conflict("fund.balance-differs");
    internal static readonly Error FileDiffers = Error.Conflict("fund.file-differs");
    internal static readonly Error ControlDiffers = Error.Conflict("fund.control-differs");
}
