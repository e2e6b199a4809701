using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Messages;

/// <summary>A member as other contexts may know them.</summary>
/// <param name="Kind"><c>nombrado</c>, <c>contratado</c>, <c>cesante</c>, <c>auxiliar</c> or <c>otro</c>.</param>
/// <param name="RegisterPhone">As the ministry's register has it: the only phone a first code may go to (decision 25).</param>
/// <param name="Ugel">The payroll unit.</param>
internal sealed record DirectoryEntry(string MemberId, string Kind, MobileNumber? RegisterPhone, string Ugel);

/// <summary>A member's identity: personal data, for no event, log or key.</summary>
internal sealed record DirectoryPerson(Dni Dni, string FullName, DateOnly BirthDate)
{
    public override string ToString() => nameof(DirectoryPerson);
}

/// <summary>What other contexts ask about members. Reads only, and no event: members ask about themselves through them.</summary>
internal sealed class MemberDirectory(MemberStore members)
{
    /// <summary>Null when nobody in the register has this document, or the member was erased.</summary>
    internal async Task<DirectoryEntry?> FindByDniAsync(Dni dni, CancellationToken cancellation) =>
        await members.FindAsync(dni, cancellation) is { } member ? Entry(member) : null;

    /// <summary>The phone that codes go to now; null when none is known or the member was erased.</summary>
    internal async Task<MobileNumber?> PhoneOfAsync(string memberId, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { } member ? Number(MemberStore.PhoneOf(member)) : null;

    /// <summary>The phone that the member is about to change to, once the old one has agreed; null otherwise.</summary>
    internal async Task<MobileNumber?> ProposedPhoneOfAsync(string memberId, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { State.Contacts.Proposal.Authorised: true } member
            ? Number(MemberStore.Contacts(member).Proposed)
            : null;

    /// <summary>The phone whose place was taken at this moment, to be told so; null when there was none.</summary>
    internal async Task<MobileNumber?> ReplacedPhoneOfAsync(string memberId, DateTimeOffset at, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { } member
            ? Number(MemberStore.Contacts(member).Former.FirstOrDefault(former => former.ReplacedAt == at)?.Phone)
            : null;

    /// <summary>Who the member is in the register, for whoever pays or bills them; null when unknown or erased.</summary>
    internal async Task<DirectoryPerson?> PersonOfAsync(string memberId, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { } member
        && MemberStore.Person(member) is { } person
        && Dni.Parse(person.Dni) is { IsSuccess: true } dni
            ? new DirectoryPerson(dni.Value, $"{person.GivenNames} {person.FamilyNames}", person.BirthDate)
            : null;

    private static DirectoryEntry? Entry(KnownMember member) =>
        MemberStore.Person(member) is { } person
            ? new DirectoryEntry(member.State.Id, member.State.Kind, Number(person.Phone), member.State.Ugel)
            : null;

    private static MobileNumber? Number(string? e164) => MobileNumber.Parse(e164) is { IsSuccess: true } phone ? phone.Value : null;
}
