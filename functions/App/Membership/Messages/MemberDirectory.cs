using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Messages;

/// <summary>A member as other contexts may know them.</summary>
/// <param name="Kind"><c>nombrado</c>, <c>contratado</c>, <c>cesante</c>, <c>auxiliar</c> or <c>otro</c>.</param>
/// <param name="RegisterPhone">As the ministry's register has it: the only phone a first code may go to (decision 25).</param>
/// <param name="Ugel">The payroll unit.</param>
internal sealed record DirectoryEntry(string MemberId, string Kind, MobileNumber? RegisterPhone, string Ugel);

/// <summary>What other contexts ask about members. Reads only, and no event: members ask about themselves through them.</summary>
internal sealed class MemberDirectory(MemberStore members)
{
    /// <summary>Null when nobody in the register has this document, or the member was erased.</summary>
    internal async Task<DirectoryEntry?> FindByDniAsync(Dni dni, CancellationToken cancellation) =>
        await members.FindAsync(dni, cancellation) is { } member ? Entry(member) : null;

    /// <summary>The phone that codes go to now; null when none is known or the member was erased.</summary>
    internal async Task<MobileNumber?> PhoneOfAsync(string memberId, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { } member ? Entry(member)?.RegisterPhone : null;

    private static DirectoryEntry? Entry(KnownMember member) =>
        MemberStore.Person(member) is { } person
            ? new DirectoryEntry(member.State.Id, member.State.Kind, PhoneOf(person), member.State.Ugel)
            : null;

    private static MobileNumber? PhoneOf(RegisterPerson person) =>
        MobileNumber.Parse(person.Phone) is { IsSuccess: true } phone ? phone.Value : null;
}
