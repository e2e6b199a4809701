using System.Collections.Frozen;
using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>The state machine of domain.md section 5.1; a move that is not in the table is a 409 that lists those that are.</summary>
internal static class AffiliationRules
{
    private static readonly FrozenDictionary<(AffiliationStatus, AffiliationStep), AffiliationStatus> Moves = Table();

    private static readonly ImmutableArray<(AffiliationStatus From, AffiliationStep Step)> ToPayroll =
    [
        (AffiliationStatus.Draft, AffiliationStep.AskIdentity),
        (AffiliationStatus.IdentityPending, AffiliationStep.VerifyIdentity),
        (AffiliationStatus.IdentityVerified, AffiliationStep.SignDocuments),
        (AffiliationStatus.DocumentsSigned, AffiliationStep.SendToPayroll),
    ];

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
                    ContractId = null,
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

    /// <summary>The CADAP of the round is before the member; put there again, it is the newer one that counts.</summary>
    internal static Result<Affiliation> Present(Affiliation current, string contractId, DateTimeOffset now) =>
        IsOverdue(current, now) ? Error.Conflict("membership.affiliation-overdue")
        : !IsBeforePayroll(current.Status) ? NotAllowed(current.Status)
        : current.Status != AffiliationStatus.Draft ? current with { ContractId = contractId }
        : Move(current, AffiliationStep.AskIdentity, now).Then<Affiliation>(asked => asked with { ContractId = contractId });

    /// <summary>
    /// How far the signatures carry it: the first one shows who the member is, both complete the papers. Nothing changes before the
    /// papers are presented, and nothing once payroll is asked.
    /// </summary>
    internal static Affiliation Signed(Affiliation current, bool contract, bool letter, DateTimeOffset now)
    {
        var verified =
            current.Status == AffiliationStatus.IdentityPending && (contract || letter)
                ? Move(current, AffiliationStep.VerifyIdentity, now).Value
                : current;
        return verified.Status == AffiliationStatus.IdentityVerified && contract && letter
            ? Move(verified, AffiliationStep.SignDocuments, now).Value
            : verified;
    }

    /// <summary>
    /// The member's confirmed act carries the affiliation to payroll. Identity and signature are proved by what the policy table asks of
    /// the operation; the slice has checked that before it calls, whether or not the messages of the signatures have arrived.
    /// </summary>
    internal static Result<Affiliation> Confirm(Affiliation current, DateTimeOffset now)
    {
        if (IsOverdue(current, now))
        {
            return Error.Conflict("membership.affiliation-overdue");
        }

        Result<Affiliation> walked = current;
        foreach (var (from, step) in ToPayroll)
        {
            walked = walked.Then(at => at.Status == from ? Move(at, step, now) : at);
        }

        return walked.Then<Affiliation>(sent =>
            IsBeforePayroll(current.Status) && sent.Status == AffiliationStatus.SentToPayroll ? Sent(sent) : NotAllowed(current.Status)
        );
    }

    /// <summary>Begun, and payroll not asked yet.</summary>
    internal static bool IsBeforePayroll(AffiliationStatus status) =>
        status is >= AffiliationStatus.Draft and <= AffiliationStatus.DocumentsSigned;

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
