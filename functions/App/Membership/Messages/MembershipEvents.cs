using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Messages;

/// <summary>What other contexts may hear from this one; published contracts, ids only (decision 17).</summary>
internal static class MembershipEvents
{
    /// <summary>The member's first discount is asked for; also sent when a refused one is asked for again.</summary>
    internal static readonly EventKind<AffiliationSentToPayroll> AffiliationSentToPayroll = new(
        "membership.affiliation-sent-to-payroll",
        MembershipJson.Default.AffiliationSentToPayroll
    );

    /// <summary>Payroll withheld the first discount: the member belongs to the fund.</summary>
    internal static readonly EventKind<AffiliationActivated> AffiliationActivated = new(
        "membership.affiliation-activated",
        MembershipJson.Default.AffiliationActivated
    );

    /// <summary>Payroll did not withhold it; the member may correct and send again.</summary>
    internal static readonly EventKind<AffiliationRejected> AffiliationRejected = new(
        "membership.affiliation-rejected",
        MembershipJson.Default.AffiliationRejected
    );

    internal static readonly EventKind<AffiliationEnded> AffiliationExpired = new(
        "membership.affiliation-expired",
        MembershipJson.Default.AffiliationEnded
    );

    internal static readonly EventKind<AffiliationEnded> AffiliationCancelled = new(
        "membership.affiliation-cancelled",
        MembershipJson.Default.AffiliationEnded
    );

    /// <summary>The member proved another phone; the number itself stays in the personal row.</summary>
    internal static readonly EventKind<PhoneChanged> PhoneChanged = new("membership.phone-changed", MembershipJson.Default.PhoneChanged);

    /// <summary>The member took a permission back: whoever acts on it stops.</summary>
    internal static readonly EventKind<ConsentWithdrawn> ConsentWithdrawn = new(
        "membership.consent-withdrawn",
        MembershipJson.Default.ConsentWithdrawn
    );

    /// <summary>Two officers, or the member's own face, bound a phone to a member who could not prove the old one: whatever signed in before is not trusted any more.</summary>
    internal static readonly EventKind<PhoneRecovered> PhoneRecovered = new(
        "membership.phone-recovered",
        MembershipJson.Default.PhoneRecovered
    );

    /// <summary>Two officers granted the member's erasure: every context erases what nothing has it keep.</summary>
    internal static readonly EventKind<ErasureGranted> ErasureGranted = new(
        "membership.erasure-granted",
        MembershipJson.Default.ErasureGranted
    );
}

/// <param name="Round">The member's nth affiliation, from 1.</param>
/// <param name="Attempt">How often payroll was asked in this round, from 1.</param>
/// <param name="Ugel">The payroll unit when it was sent.</param>
/// <param name="Kind">The member's kind when it was sent: <c>nombrado</c>, …</param>
internal sealed record AffiliationSentToPayroll(string MemberId, int Round, int Attempt, string Ugel, string Kind, DateTimeOffset At);

internal sealed record AffiliationActivated(string MemberId, int Round, DateTimeOffset At);

/// <param name="Reason">Code of the payroll port.</param>
internal sealed record AffiliationRejected(string MemberId, int Round, string Reason);

/// <summary>A round ended before payroll was asked.</summary>
internal sealed record AffiliationEnded(string MemberId, int Round);

/// <param name="At">The cool-down of operations that trust the phone counts from here (domain.md section 3.3).</param>
internal sealed record PhoneChanged(string MemberId, DateTimeOffset At);

/// <param name="At">Devices registered and sessions opened before this end.</param>
internal sealed record PhoneRecovered(string MemberId, DateTimeOffset At);

/// <param name="IsWhole">Nothing held anything when it was granted: the member's own key went too.</param>
internal sealed record ErasureGranted(string MemberId, bool IsWhole, DateTimeOffset At);

/// <param name="Purpose"><c>marketing</c>, <c>biometrics</c>, …</param>
internal sealed record ConsentWithdrawn(string MemberId, string Purpose, DateTimeOffset At);
