using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Due;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claims;

/// <summary>What happens to claims besides what other contexts hear of (<see cref="BenefitEvents"/>).</summary>
internal static class ClaimEvents
{
    /// <summary>Somebody, or the clock, did something to a claim: the audit trail and the claimant's timeline are made of these.</summary>
    internal static readonly EventKind<ClaimChanged> Changed = new("benefits.claim-changed", BenefitsJson.Default.ClaimChanged);

    /// <summary>The figures with everything they were made of.</summary>
    internal static readonly EventKind<Liquidation> Calculated = new("benefits.claim-calculated", BenefitsJson.Default.Liquidation);

    /// <summary>The bank said something that nobody waits for, or another amount than was ordered: kept for the daily control.</summary>
    internal static readonly EventKind<BankAnswerSetAside> AnswerSetAside = new(
        "benefits.bank-answer-set-aside",
        BenefitsJson.Default.BankAnswerSetAside
    );

    /// <summary>It ran when its member was erased, and may have come to nothing since.</summary>
    internal static readonly EventKind<ClaimDue> ForgetDue = new("benefits.claim-forget-due", BenefitsJson.Default.ClaimDue);

    internal static DueWork ForgetAgain(string claimId, DateTimeOffset at)
    {
        var message = ForgetDue.With(new ClaimDue(claimId));
        return new DueWork(at, BenefitsModule.EventQueue, message.Type, message.Version, message.Data);
    }
}

internal sealed record ClaimDue(string ClaimId);

/// <param name="Act">What was done, <c>document-received</c>, <c>approve</c>, …</param>
/// <param name="By"><c>claimant</c>, <c>system</c>, or the staff token's subject.</param>
/// <param name="Subject">What it was done to: a document's code, a payee, a percentage. Never personal data.</param>
/// <param name="Reason">A code of <see cref="ClaimReasons"/>.</param>
internal sealed record ClaimChanged(
    string ClaimId,
    string MemberId,
    BenefitKind Kind,
    int Round,
    string Act,
    string By,
    string? Subject,
    string? Reason,
    ClaimStatus From,
    ClaimStatus To
);

/// <param name="Answer"><c>paid</c> or <c>returned</c>.</param>
internal sealed record BankAnswerSetAside(string ClaimId, string PayeeId, int Attempt, string Answer, long Centimos);

/// <summary>An act as its slice names it.</summary>
internal sealed record ClaimAct(string Name, string By, string? Subject = null, string? Reason = null)
{
    internal const string Claimant = "claimant";
    internal const string System = "system";
}
