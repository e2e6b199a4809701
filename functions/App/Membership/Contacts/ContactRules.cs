using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts;

/// <summary>
/// How a member's phone changes (domain.md section 3.3: a number is an authenticator, and changing it binds a new one). The old number
/// agrees first, then the new one is proved, each by a code to itself. Pure.
/// </summary>
internal static class ContactRules
{
    /// <summary>Long enough for two codes, short enough that a phone left on a table does not end as somebody else's.</summary>
    internal static readonly TimeSpan ProposalLife = TimeSpan.FromMinutes(30);

    /// <summary>An officer's colleague may be in another office.</summary>
    internal static readonly TimeSpan BindingLife = TimeSpan.FromDays(1);

    /// <summary>A number that has just been changed may be in a thief's hands: the next change waits as long as a credit does.</summary>
    internal static readonly TimeSpan CoolDown = TimeSpan.FromHours(24);

    private const int ProposalsPerDay = 3;
    private const int FormerKept = 3;

    /// <summary>The member names a number.</summary>
    internal static Result<MemberContacts> Propose(MemberContacts contacts, string id, DateTimeOffset now)
    {
        if (contacts.PhoneChangedAt + CoolDown > now)
        {
            return ContactErrors.ChangedLately;
        }

        var recent = contacts.Proposals.RemoveAll(at => at <= now - TimeSpan.FromDays(1));
        return recent.Length >= ProposalsPerDay
            ? ContactErrors.TooManyProposals
            : Next(contacts) with
            {
                Proposal = new PhoneProposal(id, now + ProposalLife),
                Proposals = recent.Add(now),
            };
    }

    /// <summary>The holder of the old number agrees.</summary>
    internal static Result<MemberContacts> Authorise(MemberContacts contacts, DateTimeOffset now) =>
        OpenProposal(contacts, now).Then<MemberContacts>(open => Next(contacts) with { Proposal = open with { Authorised = true } });

    /// <summary>The new number is proved and takes the old one's place.</summary>
    internal static Result<MemberContacts> Confirm(MemberContacts contacts, DateTimeOffset now) =>
        OpenProposal(contacts, now)
            .Then<MemberContacts>(open =>
                open.Authorised
                    ? Next(contacts) with
                    {
                        Proposal = null,
                        Binding = null,
                        PhoneFrom = PhoneSource.Member,
                        PhoneChangedAt = now,
                    }
                    : ContactErrors.NotAuthorised
            );

    /// <summary>An officer asks that a number be bound; a member's own proposal gives way, for it may be a thief's.</summary>
    internal static MemberContacts AskBinding(MemberContacts contacts, PhoneBinding binding) =>
        Next(contacts) with
        {
            Binding = binding,
            Proposal = null,
        };

    /// <summary>Another officer agrees. That it is another one is the policy table's and the duties' word.</summary>
    internal static Result<MemberContacts> AgreeBinding(MemberContacts contacts, string bindingId, DateTimeOffset now) =>
        contacts.Binding is { } asked && asked.Id == bindingId && now < asked.ExpiresAt
            ? Next(contacts) with
            {
                Binding = null,
                Proposal = null,
                PhoneFrom = PhoneSource.Officers,
                PhoneChangedAt = now,
            }
            : ContactErrors.NoBinding;

    /// <summary>The member showed their face and holds a new number: it takes the lost one's place, and any change under way ends.</summary>
    internal static Result<MemberContacts> Recover(MemberContacts contacts, DateTimeOffset now) =>
        contacts.PhoneChangedAt + CoolDown > now
            ? ContactErrors.ChangedLately
            : Next(contacts) with
            {
                Binding = null,
                Proposal = null,
                PhoneFrom = PhoneSource.Face,
                PhoneChangedAt = now,
            };

    /// <summary>
    /// The register has another number than before, and the member proved none: codes follow it, and whoever holds the old one must learn
    /// of it as of any other change, for a false line in a file is the quietest way to take a number over.
    /// </summary>
    internal static (MemberContacts After, ContactDetails Details) FollowRegister(
        MemberContacts contacts,
        ContactDetails details,
        string old,
        DateTimeOffset now
    )
    {
        var after = Next(contacts) with { PhoneChangedAt = now };
        var former = details.Former.Add(new FormerPhone(old, now));
        return (after, details with { Former = former.Length > FormerKept ? former.RemoveAt(0) : former });
    }

    /// <summary>The details once a number has taken the place of another.</summary>
    /// <param name="old">The number that codes went to until now; null when there was none.</param>
    internal static ContactDetails Replace(ContactDetails details, string? old, string phone, DateTimeOffset now)
    {
        var former = old is null || old == phone ? details.Former : details.Former.Add(new FormerPhone(old, now));
        return details with
        {
            Phone = phone,
            Proposed = null,
            Binding = null,
            Former = former.Length > FormerKept ? former.RemoveAt(0) : former,
        };
    }

    /// <summary>The member's proposal while it is open.</summary>
    internal static Result<PhoneProposal> OpenProposal(MemberContacts contacts, DateTimeOffset now) =>
        contacts.Proposal is { } open && now < open.ExpiresAt ? open : ContactErrors.NoChange;

    private static MemberContacts Next(MemberContacts contacts) => contacts with { Version = contacts.Version + 1 };
}
