using Serverless.App.Membership.Members;

namespace Serverless.App.Membership.Home;

/// <summary>A member's own data, as the fund has them.</summary>
/// <param name="Dni">Masked to the last three digits: a phone is looked at by others too.</param>
/// <param name="Phone">Masked alike; null when none is known.</param>
internal sealed record MeView(
    string MemberId,
    string Dni,
    string FamilyNames,
    string GivenNames,
    string Kind,
    string Ugel,
    string Zone,
    string? Phone
)
{
    internal static MeView Of(Member member, RegisterPerson person) =>
        new(
            member.Id,
            Masked(person.Dni),
            person.FamilyNames,
            person.GivenNames,
            member.Kind,
            member.Ugel,
            member.Zone,
            person.Phone is { } phone ? Masked(phone) : null
        );

    private static string Masked(string value) => new string('*', value.Length - 3) + value[^3..];
}
