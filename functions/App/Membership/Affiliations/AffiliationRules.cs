using System.Collections.Frozen;
using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>The state machine of domain.md section 5.1; a move that is not in the table is a 409 that lists those that are.</summary>
internal static class AffiliationRules
{
    /// <summary>How long an affiliation may stay unfinished (parameter; the default of domain.md section 5.1).</summary>
    internal static readonly TimeSpan OpenFor = TimeSpan.FromDays(30);

    /// <summary>Consents without which nobody can join.</summary>
    internal static readonly ImmutableArray<string> RequiredConsents = ["service", "payroll-discount"];

    private static readonly FrozenDictionary<(AffiliationStatus, AffiliationStep), AffiliationStatus> Moves = Table();

    /// <summary>Opens the next round.</summary>
    internal static Result<Affiliation> Start(
        Affiliation current,
        Acquisition acquisition,
        ImmutableArray<ConsentGiven> consents,
        DateTimeOffset now
    )
    {
        if (acquisition.Strategy is not ("office" or "school"))
        {
            return Error.Invalid("membership.strategy-unknown");
        }

        if (RequiredConsents.FirstOrDefault(purpose => consents.All(given => given.Purpose != purpose)) is { } missing)
        {
            return Error.Unprocessable("membership.consent-missing").With("purpose", missing);
        }

        return Move(current, AffiliationStep.Start, now)
            .Then<Affiliation>(started =>
                started with
                {
                    Round = current.Round + 1,
                    ExpiresAt = now + OpenFor,
                    Acquisition = acquisition,
                    Consents = consents,
                    PayrollReason = null,
                }
            );
    }

    /// <summary>Any other step.</summary>
    internal static Result<Affiliation> Move(Affiliation current, AffiliationStep step, DateTimeOffset now)
    {
        if (!Moves.TryGetValue((current.Status, step), out var next))
        {
            return Error
                .Conflict("membership.affiliation-step-not-allowed")
                .With("status", current.Status.ToString())
                .With("allowed", string.Join(", ", Allowed(current.Status)));
        }

        return current with
        {
            Status = next,
            Since = now,
            ExpiresAt = IsOpen(next) ? current.ExpiresAt : null,
        };
    }

    /// <summary>Payroll refused; the reason is kept for the member and the way back is <see cref="AffiliationStep.Correct"/>.</summary>
    internal static Result<Affiliation> RejectByPayroll(Affiliation current, string reason, DateTimeOffset now) =>
        Move(current, AffiliationStep.RejectByPayroll, now).Then<Affiliation>(rejected => rejected with { PayrollReason = reason });

    /// <summary>Whether it is on its way: begun, and neither active nor ended.</summary>
    internal static bool IsOpen(AffiliationStatus status) =>
        status is >= AffiliationStatus.Draft and <= AffiliationStatus.RejectedByPayroll;

    /// <summary>The steps that this status allows, in the order of the table.</summary>
    internal static IEnumerable<AffiliationStep> Allowed(AffiliationStatus status) =>
        Enum.GetValues<AffiliationStep>().Where(step => Moves.ContainsKey((status, step)));

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
