using System.Collections.Frozen;
using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>The state machine of domain.md section 5.1; a move that is not in the table is a 409 that lists those that are.</summary>
internal static class AffiliationRules
{
    private static readonly FrozenDictionary<(AffiliationStatus, AffiliationStep), AffiliationStatus> Moves = Table();

    /// <summary>Opens the next round.</summary>
    internal static Result<Affiliation> Start(
        Affiliation current,
        Acquisition acquisition,
        ImmutableArray<ConsentGiven> consents,
        AffiliationTerms terms,
        DateTimeOffset now
    )
    {
        if (terms.RequiredConsents.FirstOrDefault(purpose => consents.All(given => given.Purpose != purpose)) is { } missing)
        {
            return Error.Unprocessable("membership.consent-missing").With("purpose", missing);
        }

        return Move(current, AffiliationStep.Start, now)
            .Then<Affiliation>(started =>
                started with
                {
                    Round = current.Round + 1,
                    ExpiresAt = now + terms.OpenFor,
                    Acquisition = acquisition,
                    Consents = consents,
                    Attempts = 0,
                    PayrollReason = null,
                }
            );
    }

    /// <summary>Any other step.</summary>
    internal static Result<Affiliation> Move(Affiliation current, AffiliationStep step, DateTimeOffset now)
    {
        if (!Moves.TryGetValue((current.Status, step), out var next))
        {
            return NotAllowed(current.Status);
        }

        return current with
        {
            Status = next,
            Since = now,
            ExpiresAt = IsOpen(next) ? current.ExpiresAt : null,
        };
    }

    /// <summary>
    /// The member's confirmed act carries the affiliation from draft to payroll. Identity and signature are proved by what the policy
    /// table asks of the operation; the slice has checked that before it calls.
    /// </summary>
    internal static Result<Affiliation> Confirm(Affiliation current, DateTimeOffset now) =>
        IsOverdue(current, now)
            ? Error.Conflict("membership.affiliation-overdue")
            : Move(current, AffiliationStep.AskIdentity, now)
                .Then(asked => Move(asked, AffiliationStep.VerifyIdentity, now))
                .Then(verified => Move(verified, AffiliationStep.SignDocuments, now))
                .Then(signed => Move(signed, AffiliationStep.SendToPayroll, now))
                .Then<Affiliation>(sent => Sent(sent));

    /// <summary>What payroll refused is asked for again.</summary>
    internal static Result<Affiliation> Correct(Affiliation current, DateTimeOffset now) =>
        IsOverdue(current, now)
            ? Error.Conflict("membership.affiliation-overdue")
            : Move(current, AffiliationStep.Correct, now).Then<Affiliation>(sent => Sent(sent));

    /// <summary>
    /// Payroll withheld the first discount. It may do so after it refused, when the employer corrects its own file: the money decides.
    /// </summary>
    internal static Result<Affiliation> Activate(Affiliation current, DateTimeOffset now) =>
        (current.Status == AffiliationStatus.RejectedByPayroll ? Move(current, AffiliationStep.Correct, now) : current)
            .Then(sent => Move(sent, AffiliationStep.Activate, now))
            .Then<Affiliation>(active => active with { PayrollReason = null });

    /// <summary>Payroll refused; the reason is kept for the member, and the time to correct it runs from now.</summary>
    internal static Result<Affiliation> RejectByPayroll(Affiliation current, string reason, AffiliationTerms terms, DateTimeOffset now) =>
        Move(current, AffiliationStep.RejectByPayroll, now)
            .Then<Affiliation>(rejected => rejected with { PayrollReason = reason, ExpiresAt = now + terms.OpenFor });

    /// <summary>Whether it is on its way: begun, and neither active nor ended.</summary>
    internal static bool IsOpen(AffiliationStatus status) =>
        status is >= AffiliationStatus.Draft and <= AffiliationStatus.RejectedByPayroll;

    /// <summary>The steps that this status allows, in the order of the table.</summary>
    internal static IEnumerable<AffiliationStep> Allowed(AffiliationStatus status) =>
        Enum.GetValues<AffiliationStep>().Where(step => Moves.ContainsKey((status, step)));

    internal static Error NotAllowed(AffiliationStatus status) =>
        Error
            .Conflict("membership.affiliation-step-not-allowed")
            .With("status", AffiliationWords.CodeOf(status))
            .With("statusText", AffiliationWords.TextOf(status))
            .With("allowed", string.Join(", ", AffiliationWords.ActionsOf(status)));

    /// <summary>Its time is over and the message that says so has not arrived yet.</summary>
    private static bool IsOverdue(Affiliation current, DateTimeOffset now) =>
        current.ExpiresAt <= now && Moves.ContainsKey((current.Status, AffiliationStep.Expire));

    private static Affiliation Sent(Affiliation affiliation) =>
        affiliation with
        {
            Attempts = affiliation.Attempts + 1,
            PayrollReason = null,
        };

    private static FrozenDictionary<(AffiliationStatus, AffiliationStep), AffiliationStatus> Table()
    {
        var moves = new Dictionary<(AffiliationStatus, AffiliationStep), AffiliationStatus>
        {
            [(AffiliationStatus.Draft, AffiliationStep.AskIdentity)] = AffiliationStatus.IdentityPending,
            [(AffiliationStatus.IdentityPending, AffiliationStep.VerifyIdentity)] = AffiliationStatus.IdentityVerified,
            [(AffiliationStatus.IdentityVerified, AffiliationStep.SignDocuments)] = AffiliationStatus.DocumentsSigned,
            [(AffiliationStatus.DocumentsSigned, AffiliationStep.SendToPayroll)] = AffiliationStatus.SentToPayroll,
            [(AffiliationStatus.SentToPayroll, AffiliationStep.Activate)] = AffiliationStatus.Active,
            [(AffiliationStatus.SentToPayroll, AffiliationStep.RejectByPayroll)] = AffiliationStatus.RejectedByPayroll,
            [(AffiliationStatus.RejectedByPayroll, AffiliationStep.Correct)] = AffiliationStatus.SentToPayroll,
            [(AffiliationStatus.Active, AffiliationStep.Suspend)] = AffiliationStatus.Suspended,
            [(AffiliationStatus.Suspended, AffiliationStep.Resume)] = AffiliationStatus.Active,
            [(AffiliationStatus.Active, AffiliationStep.AskToLeave)] = AffiliationStatus.Disaffiliating,
            [(AffiliationStatus.Disaffiliating, AffiliationStep.Close)] = AffiliationStatus.Closed,
            [(AffiliationStatus.Active, AffiliationStep.Cease)] = AffiliationStatus.Ceased,
            [(AffiliationStatus.Ceased, AffiliationStep.Close)] = AffiliationStatus.Closed,
            [(AffiliationStatus.Active, AffiliationStep.ReportDeath)] = AffiliationStatus.Deceased,
        };
        foreach (
            var over in new[] { AffiliationStatus.None, AffiliationStatus.Closed, AffiliationStatus.Expired, AffiliationStatus.Cancelled }
        )
        {
            moves[(over, AffiliationStep.Start)] = AffiliationStatus.Draft;
        }

        foreach (var open in Enum.GetValues<AffiliationStatus>().Where(IsOpen))
        {
            moves[(open, AffiliationStep.Cancel)] = AffiliationStatus.Cancelled;
            moves[(open, AffiliationStep.Expire)] = AffiliationStatus.Expired;
        }

        // The first discount may already be on its way: payroll must say no, or the member leaves as a member does.
        moves.Remove((AffiliationStatus.SentToPayroll, AffiliationStep.Cancel));
        moves.Remove((AffiliationStatus.SentToPayroll, AffiliationStep.Expire));
        return moves.ToFrozenDictionary();
    }
}
