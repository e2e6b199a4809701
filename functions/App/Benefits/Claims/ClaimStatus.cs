namespace Serverless.App.Benefits.Claims;

/// <summary>How far a claim has come (domain.md section 5.1).</summary>
internal enum ClaimStatus
{
    None,
    Registered,
    DocumentCheck,
    Observed,
    Eligible,
    Ineligible,
    Calculated,
    Reviewed,
    Approved,
    DebtOffset,
    PaymentOrdered,
    PartiallyPaid,
    Returned,
    Paid,
    Closed,
    Appealed,
    Abandoned,
    Cancelled,

    /// <summary>The member has died: the death claim takes its place.</summary>
    Superseded,
}

/// <summary>What can happen to a claim.</summary>
internal enum ClaimStep
{
    Register,
    Submit,
    Observe,
    Resume,
    Abandon,
    FindEligible,
    FindIneligible,
    Calculate,
    Recalculate,
    Review,
    Approve,
    Reject,
    OffsetDebts,
    OrderPayment,
    PayInPart,
    ReturnPayment,
    Pay,
    Close,
    Appeal,
    UpholdAppeal,
    ReopenByAppeal,
    DismissAppeal,
    Cancel,
    Supersede,
}
