using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Members;

/// <summary>A member as an officer sees them: enough to be sure who it is, the document and phone masked.</summary>
/// <param name="Dni">Masked to the last three digits.</param>
/// <param name="Phone">Masked to the last three digits; null when the register has none.</param>
internal sealed record MemberFound(
    string MemberId,
    string Dni,
    string FamilyNames,
    string GivenNames,
    string Kind,
    string Ugel,
    string Zone,
    string? Phone
);

/// <summary>
/// Row D03: a member by document, in one index read and one read of the member's partition. That an officer looked is an event in the
/// member's own chain, so the member can see it and nobody can take it out.
/// </summary>
internal sealed class FindMember(MemberStore members, MemberViews views)
{
    internal const string Route = "/backoffice/members";

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet(Route, HandleAsync)
            .RequireStaff("registrar", "officer")
            .WithSummary("Busca a un asociado por su DNI.")
            .WithName("FindMember");

    private static async Task<Results<Ok<MemberFound>, ProblemResult>> HandleAsync(
        string dni,
        ClaimsPrincipal officer,
        FindMember slice,
        CancellationToken cancellation
    )
    {
        var parsed = Dni.Parse(dni);
        return parsed.Error is { } invalid
            ? invalid.ToProblem()
            : (await slice.FindAsync(parsed.Value, officer.Identity!.Name!, cancellation)).ToOk();
    }

    internal async Task<Result<MemberFound>> FindAsync(Dni dni, string officer, CancellationToken cancellation)
    {
        if (await members.FindAsync(dni, cancellation) is not { } member || MemberStore.Person(member) is not { } person)
        {
            return MembershipErrors.MemberNotFound;
        }

        var viewed = await views.RecordAsync(member, officer, "membership.find-member", cancellation);
        return viewed.Then<MemberFound>(_ => Answer(member, person));
    }

    private static MemberFound Answer(KnownMember member, RegisterPerson person) =>
        new(
            member.State.Id,
            Mask.AllButThree(person.Dni),
            person.FamilyNames,
            person.GivenNames,
            member.State.Kind,
            member.State.Ugel,
            member.State.Zone,
            MemberStore.PhoneOf(member) is { } phone ? Mask.AllButThree(phone) : null
        );
}
