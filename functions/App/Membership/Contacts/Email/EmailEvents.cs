using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>The audit trail of an e-mail; addresses stay in the personal row (decision 14).</summary>
internal static class EmailEvents
{
    /// <summary>The code is written and sent by whoever hears this.</summary>
    internal static readonly EventKind<EmailStep> Proposed = new("membership.email-proposed", MembershipJson.Default.EmailStep);

    internal static readonly EventKind<EmailStep> Proved = new("membership.email-proved", MembershipJson.Default.EmailStep);

    internal static readonly EventKind<EmailStep> Removed = new("membership.email-removed", MembershipJson.Default.EmailStep);
}

/// <param name="ProposalId">Null when an address is taken out.</param>
internal sealed record EmailStep(string MemberId, string? ProposalId);
