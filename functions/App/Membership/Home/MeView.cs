using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;

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
    /// <param name="current">The phone that codes go to, E.164.</param>
    internal static MeView Of(Member member, RegisterPerson person, string? current) =>
        new(
            member.Id,
            Mask.AllButThree(person.Dni),
            person.FamilyNames,
            person.GivenNames,
            member.Kind,
            member.Ugel,
            member.Zone,
            current is null ? null : Mask.AllButThree(current)
        );
}
