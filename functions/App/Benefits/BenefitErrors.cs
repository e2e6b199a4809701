using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits;

/// <summary>What can be wrong with a claim besides a step out of turn.</summary>
internal static class BenefitErrors
{
    internal static readonly Error ClaimNotFound = Error.NotFound("benefits.claim-not-found");
    internal static readonly Error ClaimOpen = Error.Conflict("benefits.claim-open");
    internal static readonly Error ClaimInvalid = Error.Invalid("benefits.claim-invalid");
    internal static readonly Error CessationUnproved = Error.Unprocessable("benefits.cessation-unproved");
    internal static readonly Error SharesNotWhole = Error.Unprocessable("benefits.shares-not-whole");
    internal static readonly Error NothingToPay = Error.Unprocessable("benefits.nothing-to-pay");
    internal static readonly Error RefundExceedsAccount = Error.Unprocessable("benefits.refund-exceeds-account");
    internal static readonly Error DocumentNotWanted = Error.Unprocessable("benefits.document-not-wanted");
    internal static readonly Error DocumentNotFound = Error.NotFound("benefits.document-not-found");
    internal static readonly Error DocumentTooLarge = Error.Unprocessable("benefits.document-too-large");
    internal static readonly Error DocumentType = Error.Unprocessable("benefits.document-type");
    internal static readonly Error ReasonUnknown = Error.Invalid("benefits.reason-unknown");
    internal static readonly Error SecondApproverMissing = Error.Conflict("benefits.second-approver-missing");
    internal static readonly Error CourtOrderKnown = Error.Conflict("benefits.court-order-known");
    internal static readonly Error CourtOrderNotFound = Error.NotFound("benefits.court-order-not-found");
    internal static readonly Error CourtOrderInvalid = Error.Invalid("benefits.court-order-invalid");
    internal static readonly Error PayeeNotReturned = Error.Conflict("benefits.payee-not-returned");
    internal static readonly Error PayeeNotHeld = Error.Conflict("benefits.payee-not-held");
    internal static readonly Error AppealLate = Error.Conflict("benefits.appeal-late");
    internal static readonly Error TakenByOther = Error.Conflict("benefits.taken-by-other");
    internal static readonly Error AnswerUnexpected = Error.Conflict("benefits.answer-unexpected");
    internal static readonly Error BeneficiaryInvalid = Error.Invalid("benefits.beneficiary-invalid");
    internal static readonly Error MemberUnknown = Error.NotFound("benefits.member-unknown");
    internal static readonly Error ClaimantInvalid = Error.Invalid("benefits.claimant-invalid");
    internal static readonly Error ClaimantNotFound = Error.NotFound("benefits.claimant-not-found");
    internal static readonly Error ClaimantBound = Error.Conflict("benefits.claimant-bound");
    internal static readonly Error ClaimantCodeWrong = Error.Unprocessable("benefits.claimant-code-wrong");
    internal static readonly Error ClaimantSignedOut = new("benefits.claimant-signed-out", ErrorKind.Unauthenticated);
    internal static readonly Error DeathAfterOrder = Error.Conflict("benefits.death-after-order");
    internal static readonly Error DeadlinePassed = Error.Conflict("benefits.deadline-passed");
    internal static readonly Error ResolutionNotFound = Error.NotFound("benefits.resolution-not-found");
    internal static readonly Error ResolutionNotIssued = Error.Conflict("benefits.resolution-not-issued");
    internal static readonly Error QueueUnknown = Error.Invalid("benefits.queue-unknown");
}
