using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll;

/// <summary>What callers of this context are told; also the codes of tasks, whose titles the catalogue has.</summary>
internal static class PayrollErrors
{
    internal static readonly Error FileNotFound = Error.NotFound("payroll.file-not-found");
    internal static readonly Error NothingToRequest = Error.Conflict("payroll.nothing-to-request");
    internal static readonly Error BadUgel = Error.Invalid("payroll.ugel-invalid");
    internal static readonly Error BadAmount = Error.Invalid("payroll.amount-invalid");
    internal static readonly Error TaskNotFound = Error.NotFound("payroll.task-not-found");
    internal static readonly Error TaskResolved = Error.Conflict("payroll.task-resolved");
    internal static readonly Error ReasonMissing = Error.Unprocessable("payroll.resolution-reason");
    internal static readonly Error RequestNotOpen = Error.Conflict("payroll.request-not-open");

    // Why a file of payroll is not taken at all.
    internal static readonly Error FileTooLarge = Error.Invalid("payroll.file-too-large");
    internal static readonly Error FileHeader = Error.Invalid("payroll.file-header");
    internal static readonly Error FileTrailer = Error.Invalid("payroll.file-trailer");
    internal static readonly Error FileCount = Error.Invalid("payroll.file-count");
    internal static readonly Error FileSum = Error.Invalid("payroll.file-sum");
    internal static readonly Error FileHash = Error.Invalid("payroll.file-hash");
    internal static readonly Error FileUnasked = Error.Invalid("payroll.file-unasked");

    // What is different between what was asked and what was answered.
    internal static readonly Error LineUnreadable = Error.Invalid("payroll.line-unreadable");
    internal static readonly Error LineUnknown = Error.Invalid("payroll.line-unknown");
    internal static readonly Error LineUnmatched = Error.Invalid("payroll.line-unmatched");
    internal static readonly Error LineContradicted = Error.Invalid("payroll.line-contradicted");
    internal static readonly Error LinePartial = Error.Invalid("payroll.line-partial");
    internal static readonly Error LineTwiceApplied = Error.Invalid("payroll.line-twice-applied");
    internal static readonly Error FileLate = Error.Invalid("payroll.file-late");
    internal static readonly Error MemberWithoutKey = Error.Invalid("payroll.member-without-key");

    /// <summary>Nobody has entered the tax unit of the year: what a member pays is not known, and no wrong amount is asked for.</summary>
    internal static readonly Error ContributionUnknown = Error.Conflict("payroll.contribution-unknown");
}
