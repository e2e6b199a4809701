using Serverless.App.Membership.Members;

namespace Serverless.App.Membership.Messages;

/// <summary>A member as their papers name them; personal data, so it is drawn and forgotten.</summary>
internal sealed record MemberPerson(string MemberId, string FamilyNames, string GivenNames, string Dni, string ModularCode)
{
    /// <summary>Personal data stays out of logs.</summary>
    public override string ToString() => $"{nameof(MemberPerson)} {MemberId}";
}

/// <summary>Who a member is, for documents that name them.</summary>
internal sealed class MemberPersons(MemberStore members)
{
    /// <summary>Null when there is no such member, or after erasure.</summary>
    internal async Task<MemberPerson?> FindAsync(string memberId, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { } known && MemberStore.Person(known) is { } person
            ? new MemberPerson(memberId, person.FamilyNames, person.GivenNames, person.Dni, person.ModularCode)
            : null;
}
