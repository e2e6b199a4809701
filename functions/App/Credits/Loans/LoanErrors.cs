using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans;

/// <summary>What can be wrong with a loan besides what the engine refuses.</summary>
internal static class LoanErrors
{
    internal static readonly Error NotFound = Error.NotFound("credits.loan-not-found");
    internal static readonly Error StepNotAllowed = Error.Conflict("credits.loan-step-not-allowed");

    /// <summary>The running instalment is paid in part: it has to be finished before the plan can change.</summary>
    internal static readonly Error InstalmentStarted = Error.Conflict("credits.loan-instalment-started");

    /// <summary>So much at once is a prepayment, and the member has not said what it should do.</summary>
    internal static readonly Error ChoiceNeeded = Error.Unprocessable("credits.prepayment-choice-needed");
}
