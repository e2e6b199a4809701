using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>A member's affiliation as an officer sees it; that they looked is in the member's chain before they see it.</summary>
internal sealed class GetMemberAffiliation(MemberStore members, MemberViews views, AffiliationStore affiliations)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/backoffice/members/{memberId}/affiliation", HandleAsync)
            .RequireStaff("registrar", "officer")
            .WithSummary("Muestra la inscripción de un asociado.")
            .WithName("GetMemberAffiliation");

    private static async Task<Results<Ok<AffiliationView>, ProblemResult>> HandleAsync(
        string memberId,
        ClaimsPrincipal officer,
        GetMemberAffiliation slice,
        CancellationToken cancellation
    ) => (await slice.GetAsync(memberId, officer.Identity!.Name!, cancellation)).ToOk();

    internal async Task<Result<AffiliationView>> GetAsync(string memberId, string officer, CancellationToken cancellation)
    {
        if (!MemberStore.IsId(memberId) || await members.ReadAsync(memberId, cancellation) is not { } member)
        {
            return MembershipErrors.MemberNotFound;
        }

        var viewed = await views.RecordAsync(member, officer, "membership.get-affiliation", cancellation);
        if (viewed.Error is { } unrecorded)
        {
            return unrecorded;
        }

        var known = await affiliations.ReadAsync(memberId, cancellation);
        return known.State.Status == AffiliationStatus.None
            ? AffiliationErrors.None
            : AffiliationView.Of(known.State) with
            {
                Confirmation = null,
            };
    }
}
