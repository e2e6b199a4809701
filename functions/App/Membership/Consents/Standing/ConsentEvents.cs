using Serverless.App.Membership.Affiliations;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Consents.Standing;

/// <summary>The member's word, in their own chain: who wants to prove a consent shows the event and the text with that hash.</summary>
internal static class ConsentEvents
{
    internal static readonly EventKind<ConsentSpoken> Given = new("membership.consent-given", MembershipJson.Default.ConsentSpoken);
}

internal sealed record ConsentSpoken(string MemberId, ConsentGiven Consent);
