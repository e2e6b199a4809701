using System.Globalization;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations.Answers;

namespace Serverless.App.Membership.Affiliations;

/// <summary>A member's affiliation as the member, or an officer, sees it.</summary>
/// <param name="Status">For programs: <c>draft</c>, <c>sent-to-payroll</c>, <c>active</c>, …</param>
/// <param name="StatusText">For people.</param>
/// <param name="ExpiresAt">When it ends unless it goes on.</param>
/// <param name="PayrollReason">Code of the payroll port; the text says what to mend.</param>
/// <param name="Actions">What the member can do now: <c>confirm</c>, <c>correct</c>, <c>cancel</c>, <c>start</c>.</param>
/// <param name="Confirmation">What to ask a code for; only while it waits to be confirmed.</param>
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
    internal const string Address = "/api/v1/membership/affiliations/current";

    internal static AffiliationView Of(Affiliation affiliation)
    {
        var actions = AffiliationWords.ActionsOf(affiliation.Status);
        return new(
            affiliation.Round,
            AffiliationWords.CodeOf(affiliation.Status),
            AffiliationWords.TextOf(affiliation.Status),
            affiliation.Since,
            affiliation.ExpiresAt,
            affiliation.Acquisition,
            affiliation.Consents,
            affiliation.PayrollReason,
            affiliation.PayrollReason is { } reason ? PayrollReasons.TextOf(reason) : null,
            actions,
            actions.Contains("confirm") ? ConfirmationView.Of(affiliation) : null
        );
    }
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
