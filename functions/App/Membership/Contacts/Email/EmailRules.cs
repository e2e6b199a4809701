using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>How a member's e-mail comes, is proved and goes. Pure.</summary>
internal static class EmailRules
{
    /// <summary>Letters are slower than texts.</summary>
    internal static readonly TimeSpan ProposalLife = TimeSpan.FromMinutes(30);

    private const int ProposalsPerDay = 3;
    private const int MostGuesses = 3;

    /// <summary>The member names an address; whatever was named before gives way.</summary>
    internal static Result<MemberContacts> Propose(MemberContacts contacts, string id, DateTimeOffset now)
    {
        var email = contacts.Email ?? MemberEmail.None;
        DateTimeOffset[] recent = [.. email.Asked.Where(at => at > now - TimeSpan.FromDays(1))];
        return recent.Length >= ProposalsPerDay
            ? EmailErrors.TooMany
            : Next(contacts, email with { Asked = [.. recent, now], Proposal = new EmailProposal(id, now + ProposalLife, 0) });
    }

    /// <summary>The proposal while a code may still be tried on it.</summary>
    internal static Result<EmailProposal> Open(MemberContacts contacts, DateTimeOffset now) =>
        contacts.Email?.Proposal is { Guesses: < MostGuesses } open && now < open.ExpiresAt ? open : EmailErrors.NoChange;

    /// <summary>One try: right, the address is proved; wrong, it is counted. Either is committed before the member learns which.</summary>
    internal static Result<MemberContacts> Guess(MemberContacts contacts, bool isRight, DateTimeOffset now) =>
        Open(contacts, now)
            .Then<MemberContacts>(open =>
                Next(
                    contacts,
                    isRight
                        ? contacts.Email! with
                        {
                            Proposal = null,
                            ProvedAt = now,
                        }
                        : contacts.Email! with
                        {
                            Proposal = open with { Guesses = open.Guesses + 1 },
                        }
                )
            );

    /// <summary>The member wants no more letters.</summary>
    internal static Result<MemberContacts> Remove(MemberContacts contacts) =>
        contacts.Email is { } email && (email.ProvedAt is not null || email.Proposal is not null)
            ? Next(contacts, new MemberEmail(email.Asked))
            : EmailErrors.None;

    private static MemberContacts Next(MemberContacts contacts, MemberEmail email) =>
        contacts with
        {
            Version = contacts.Version + 1,
            Email = email,
        };
}
