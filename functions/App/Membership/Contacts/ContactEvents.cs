using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Contacts;

/// <summary>The audit trail of a phone; the numbers stay in the personal row (decision 14). What others hear is in <c>MembershipEvents</c>.</summary>
internal static class ContactEvents
{
    internal static readonly EventKind<PhoneStep> Proposed = new("membership.phone-proposed", MembershipJson.Default.PhoneStep);

    internal static readonly EventKind<PhoneStep> Authorised = new("membership.phone-authorised", MembershipJson.Default.PhoneStep);

    internal static readonly EventKind<PhoneStep> Proved = new("membership.phone-proved", MembershipJson.Default.PhoneStep);

    /// <summary>The challenge is the face session; the proposal is the way back.</summary>
    internal static readonly EventKind<PhoneStep> Recovered = new("membership.phone-recovered-by-face", MembershipJson.Default.PhoneStep);

    internal static readonly EventKind<BindingStep> BindingAsked = new(
        "membership.phone-binding-asked",
        MembershipJson.Default.BindingStep
    );

    internal static readonly EventKind<BindingStep> BindingAgreed = new(
        "membership.phone-binding-agreed",
        MembershipJson.Default.BindingStep
    );
}

/// <param name="ChallengeId">The code that proved this step; null for the wish itself.</param>
internal sealed record PhoneStep(string MemberId, string ProposalId, string? ChallengeId);

/// <param name="Officer">Subject of the staff token.</param>
internal sealed record BindingStep(string MemberId, string BindingId, string Officer, string Reason);
