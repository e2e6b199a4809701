using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests;

/// <summary>What can be wrong with a request besides what product and engine refuse.</summary>
internal static class RequestErrors
{
    internal static readonly Error NotFound = Error.NotFound("credits.request-not-found");
    internal static readonly Error StepNotAllowed = Error.Conflict("credits.request-step-not-allowed");
    internal static readonly Error Invalid = Error.Invalid("credits.request-invalid");

    /// <summary>The sheet that was accepted is not today's.</summary>
    internal static readonly Error TermsChanged = Error.Conflict("credits.terms-changed");

    /// <summary>The member's phone changed a short while ago (domain.md §3.3).</summary>
    internal static readonly Error PhoneTooNew = Error.Forbidden("credits.phone-too-new");

    /// <summary>A creditor has been paid already.</summary>
    internal static readonly Error MoneyLeft = Error.Conflict("credits.money-left");

    /// <summary>A person has looked at it once.</summary>
    internal static readonly Error ReviewedAlready = Error.Conflict("credits.reviewed-already");
    internal static readonly Error LetterInvalid = Error.Invalid("credits.letter-invalid");
}

/// <summary>Why a request was declined or went to a person: codes whose texts the catalogue has (Law 29733: automated decisions are explained).</summary>
internal static class DeclineCodes
{
    internal const string Kind = "credits.declined-kind";
    internal const string UnknownToPayroll = "credits.declined-unknown-to-payroll";
    internal const string OldPayslip = "credits.declined-old-payslip";
    internal const string PayrollFloor = "credits.declined-payroll-floor";
    internal const string ContractEnd = "credits.declined-contract-end";
    internal const string Age = "credits.declined-age";
    internal const string Bureau = "credits.declined-bureau";
    internal const string Arrears = "credits.declined-arrears";
    internal const string Officer = "credits.declined-by-officer";
    internal const string TopUp = "credits.declined-top-up";

    /// <summary>The bureau knows nothing of the person.</summary>
    internal const string NoHistory = "credits.review-no-history";

    /// <summary>Payroll or bureau did not answer in time.</summary>
    internal const string Unanswered = "credits.review-unanswered";
}
