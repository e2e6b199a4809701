namespace Serverless.App.Membership.Contacts.Email;

/// <summary>An address that the member named and that waits for its code; the address itself is in the personal row.</summary>
/// <param name="Guesses">Codes tried so far.</param>
internal sealed record EmailProposal(string Id, DateTimeOffset ExpiresAt, int Guesses);

/// <summary>
/// What rules know of a member's e-mail. It carries notices only: no code that authorises anything ever goes there (domain.md section 3.3).
/// </summary>
internal sealed record MemberEmail(IReadOnlyList<DateTimeOffset> Asked)
{
    internal static readonly MemberEmail None = new([]);

    /// <summary>UTC; null while no address is proved.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    public EmailProposal? Proposal { get; init; }
}
