using System.Globalization;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations.Answers;
using Serverless.App.Membership.Affiliations.Papers;

namespace Serverless.App.Membership.Affiliations;

/// <summary>A member's affiliation as the member, or an officer, sees it.</summary>
/// <param name="Status">For programs: <c>draft</c>, <c>sent-to-payroll</c>, <c>active</c>, …</param>
/// <param name="StatusText">For people.</param>
/// <param name="ExpiresAt">When it ends unless it goes on.</param>
/// <param name="PayrollReason">Code of the payroll port; the text says what to mend.</param>
/// <param name="Actions">What the member can do now: <c>sign</c>, <c>confirm</c>, <c>correct</c>, <c>cancel</c>, <c>start</c>.</param>
/// <param name="Confirmation">What to ask a code for once both papers are signed; only until payroll is asked.</param>
internal sealed record AffiliationView(
    int Round,
    string Status,
    string StatusText,
    DateTimeOffset Since,
    DateTimeOffset? ExpiresAt,
    Acquisition? Acquisition,
    IReadOnlyList<ConsentGiven> Consents,
    string? PayrollReason,
    string? PayrollReasonText,
    IReadOnlyList<string> Actions,
    ConfirmationView? Confirmation
)
{
    /// <summary>The one thing to do now on the way to payroll; only where the affiliation is read, and null when nothing is to be done.</summary>
    public AffiliationNext? Next { get; init; }

    internal const string Address = "/api/v1/membership/affiliations/current";

    internal static AffiliationView Of(Affiliation affiliation) =>
        new(
            affiliation.Round,
            AffiliationWords.CodeOf(affiliation.Status),
            AffiliationWords.TextOf(affiliation.Status),
            affiliation.Since,
            affiliation.ExpiresAt,
            affiliation.Acquisition,
            affiliation.Consents,
            affiliation.PayrollReason,
            affiliation.PayrollReason is { } reason ? PayrollReasons.TextOf(reason) : null,
            AffiliationWords.ActionsOf(affiliation.Status),
            AffiliationRules.IsBeforePayroll(affiliation.Status) ? ConfirmationView.Of(affiliation) : null
        );
}

/// <summary>The act that a code is asked for: joining in this round, having agreed to these very texts. Sent as it is to <c>POST /identity/challenges</c>.</summary>
/// <param name="Parts">The member, the round, and the hash of each text.</param>
internal sealed record ConfirmationView(string Operation, IReadOnlyList<string> Parts)
{
    /// <summary>Name in the policy table.</summary>
    internal const string Confirm = "membership.confirm-affiliation";

    /// <summary>What a code is bound to.</summary>
    internal string Hash => OperationHash.Of(Parts);

    internal static ConfirmationView Of(Affiliation affiliation) =>
        new(
            Confirm,
            [
                affiliation.MemberId,
                affiliation.Round.ToString(CultureInfo.InvariantCulture),
                .. affiliation.Consents.Select(consent => consent.TextHash),
            ]
        );
}
