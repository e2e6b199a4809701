using System.Collections.Frozen;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests;

/// <summary>How far a credit request has come (domain.md section 5.1).</summary>
internal enum RequestStatus
{
    None,
    Draft,
    Simulated,
    Submitted,
    Precheck,
    Declined,
    Review,
    Preapproved,
    IdentityOk,
    TermsAccepted,
    OtpConfirmed,
    ContractSigned,
    SecondApproval,
    Disbursing,
    PayingCreditors,
    Disbursed,
    LoanOpen,
    DisburseFailed,
    Withdrawn,
    Expired,
}

/// <summary>What can happen to a request.</summary>
internal enum RequestStep
{
    Start,
    Simulate,
    Submit,
    Check,
    Decline,
    Refer,
    Preapprove,
    AskReview,
    VerifyIdentity,
    AcceptTerms,
    ConfirmCode,
    SignContract,
    AskSecond,
    Release,
    PayCreditors,
    Disburse,
    OpenLoan,
    Fail,
    Retry,
    Withdraw,
    Expire,
}

/// <summary>The moves of domain.md section 5.1; one that is not here is a 409 that lists those that are.</summary>
internal static class RequestMoves
{
    private static readonly FrozenDictionary<(RequestStatus, RequestStep), RequestStatus> Moves = Table();

    /// <returns>The next status, or <c>credits.request-step-not-allowed</c> with what the member can do instead.</returns>
    internal static Result<RequestStatus> Next(RequestStatus status, RequestStep step) =>
        Moves.TryGetValue((status, step), out var next) ? next : NotAllowed(status);

    internal static IEnumerable<RequestStep> Allowed(RequestStatus status) =>
        Enum.GetValues<RequestStep>().Where(step => Moves.ContainsKey((status, step)));

    internal static Error NotAllowed(RequestStatus status) =>
        RequestErrors
            .StepNotAllowed.With("status", RequestWords.CodeOf(status))
            .With("statusText", RequestWords.TextOf(status))
            .With("allowed", string.Join(", ", RequestWords.ActionsOf(status)))
            .With("allowedText", RequestWords.ActionTextsOf(status));

    private static FrozenDictionary<(RequestStatus, RequestStep), RequestStatus> Table()
    {
        var moves = new Dictionary<(RequestStatus, RequestStep), RequestStatus>
        {
            [(RequestStatus.None, RequestStep.Start)] = RequestStatus.Draft,
            [(RequestStatus.Draft, RequestStep.Simulate)] = RequestStatus.Simulated,
            [(RequestStatus.Simulated, RequestStep.Submit)] = RequestStatus.Submitted,
            [(RequestStatus.Submitted, RequestStep.Check)] = RequestStatus.Precheck,
            [(RequestStatus.Precheck, RequestStep.Decline)] = RequestStatus.Declined,
            [(RequestStatus.Precheck, RequestStep.Refer)] = RequestStatus.Review,
            [(RequestStatus.Precheck, RequestStep.Preapprove)] = RequestStatus.Preapproved,
            [(RequestStatus.Declined, RequestStep.AskReview)] = RequestStatus.Review,
            [(RequestStatus.Review, RequestStep.Decline)] = RequestStatus.Declined,
            [(RequestStatus.Review, RequestStep.Preapprove)] = RequestStatus.Preapproved,
            [(RequestStatus.Preapproved, RequestStep.VerifyIdentity)] = RequestStatus.IdentityOk,
            [(RequestStatus.IdentityOk, RequestStep.AcceptTerms)] = RequestStatus.TermsAccepted,
            [(RequestStatus.TermsAccepted, RequestStep.ConfirmCode)] = RequestStatus.OtpConfirmed,
            [(RequestStatus.OtpConfirmed, RequestStep.SignContract)] = RequestStatus.ContractSigned,
            [(RequestStatus.ContractSigned, RequestStep.AskSecond)] = RequestStatus.SecondApproval,
            [(RequestStatus.ContractSigned, RequestStep.Release)] = RequestStatus.Disbursing,
            [(RequestStatus.SecondApproval, RequestStep.Release)] = RequestStatus.Disbursing,
            [(RequestStatus.SecondApproval, RequestStep.Decline)] = RequestStatus.Declined,
            [(RequestStatus.Disbursing, RequestStep.Decline)] = RequestStatus.Declined,
            [(RequestStatus.Disbursing, RequestStep.PayCreditors)] = RequestStatus.PayingCreditors,
            [(RequestStatus.Disbursing, RequestStep.Disburse)] = RequestStatus.Disbursed,
            [(RequestStatus.Disbursing, RequestStep.Fail)] = RequestStatus.DisburseFailed,
            [(RequestStatus.PayingCreditors, RequestStep.Disburse)] = RequestStatus.Disbursed,
            [(RequestStatus.PayingCreditors, RequestStep.Fail)] = RequestStatus.DisburseFailed,
            [(RequestStatus.DisburseFailed, RequestStep.Retry)] = RequestStatus.Disbursing,
            [(RequestStatus.Disbursed, RequestStep.OpenLoan)] = RequestStatus.LoanOpen,
        };
        foreach (var open in Enum.GetValues<RequestStatus>().Where(IsBeforeMoney))
        {
            moves[(open, RequestStep.Withdraw)] = RequestStatus.Withdrawn;
            moves[(open, RequestStep.Expire)] = RequestStatus.Expired;
        }

        return moves.ToFrozenDictionary();
    }

    /// <summary>No money is on its way: the member may withdraw, and time may run out.</summary>
    private static bool IsBeforeMoney(RequestStatus status) =>
        status
            is RequestStatus.Draft
                or RequestStatus.Simulated
                or RequestStatus.Submitted
                or RequestStatus.Precheck
                or RequestStatus.Review
                or RequestStatus.Preapproved
                or RequestStatus.IdentityOk
                or RequestStatus.TermsAccepted
                or RequestStatus.OtpConfirmed
                or RequestStatus.ContractSigned
                or RequestStatus.SecondApproval
                or RequestStatus.DisburseFailed;
}
