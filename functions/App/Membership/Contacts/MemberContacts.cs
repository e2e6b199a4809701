using System.Collections.Immutable;
using Serverless.App.Membership.Contacts.Email;

namespace Serverless.App.Membership.Contacts;

/// <summary>Who said that a phone is the member's.</summary>
internal enum PhoneSource
{
    /// <summary>The ministry's register.</summary>
    Register,

    /// <summary>The member, by a code to the number itself.</summary>
    Member,

    /// <summary>Two officers who had the member before them.</summary>
    Officers,

    /// <summary>The member's face against the reference on file, and a code to the number itself.</summary>
    Face,
}

/// <summary>A number that the member wants to change to; the number itself is in the personal row.</summary>
internal sealed record PhoneProposal(string Id, DateTimeOffset ExpiresAt)
{
    /// <summary>A code to the old number agreed; only then is one sent to the new one.</summary>
    public bool Authorised { get; init; }
}

/// <summary>A number that one officer wants to bind and that waits for another.</summary>
/// <param name="Reason">One of <see cref="Binding.BindingReasons"/>.</param>
internal sealed record PhoneBinding(string Id, string Officer, string Reason, DateTimeOffset ExpiresAt);

/// <summary>The ContactPoint of a member without anything personal: rules decide on it, callers name its version in <c>If-Match</c>.</summary>
/// <param name="Version">Counts every change, so that a look by an officer or a new register line makes nobody's tag stale.</param>
internal sealed record MemberContacts(int Version)
{
    internal static readonly MemberContacts None = new(0);

    public PhoneSource PhoneFrom { get; init; }

    /// <summary>UTC; null while the register's number stands.</summary>
    public DateTimeOffset? PhoneChangedAt { get; init; }

    public PhoneProposal? Proposal { get; init; }

    public PhoneBinding? Binding { get; init; }

    /// <summary>Null until the member names an address.</summary>
    public MemberEmail? Email { get; init; }

    /// <summary>When numbers were proposed within the last day.</summary>
    public ImmutableArray<DateTimeOffset> Proposals { get; init; } = [];
}

/// <summary>The personal row <c>contacts</c> of a member; numbers in E.164.</summary>
internal sealed record ContactDetails
{
    /// <summary>Null while the register's number stands.</summary>
    public string? Phone { get; init; }

    public string? Proposed { get; init; }

    public string? Binding { get; init; }

    /// <summary>The proved address for notices.</summary>
    public string? Email { get; init; }

    public string? ProposedEmail { get; init; }

    /// <summary>The address that the proved one replaced: it is told, and nothing else.</summary>
    public string? FormerEmail { get; init; }

    /// <summary>Numbers that were replaced, the newest last: they are told, and nothing else.</summary>
    public ImmutableArray<FormerPhone> Former { get; init; } = [];
}

/// <param name="ReplacedAt">UTC, as <see cref="MemberContacts.PhoneChangedAt"/> has it.</param>
internal sealed record FormerPhone(string Phone, DateTimeOffset ReplacedAt);
