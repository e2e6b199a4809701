using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations.Papers;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Membership.Affiliations;

/// <summary>The member's own affiliation: the latest round, open or ended.</summary>
internal sealed class GetAffiliation(AffiliationStore affiliations, AffiliationPapers papers, NextPaper next)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/affiliations/current", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra tu inscripción y lo que puedes hacer ahora.")
            .WithName("GetAffiliation");

    private static async Task<Results<Ok<AffiliationView>, ProblemResult>> HandleAsync(
        CurrentMember member,
        HttpResponse response,
        GetAffiliation slice,
        CancellationToken cancellation
    )
    {
        var known = await slice.ReadAsync(member.MemberId, cancellation);
        if (known.State.Status == AffiliationStatus.None)
        {
            return AffiliationErrors.None.ToProblem();
        }

        IfMatch.Announce(response, known.Version);
        return TypedResults.Ok(await slice.ShowAsync(known.State, cancellation));
    }

    private Task<KnownAffiliation> ReadAsync(string memberId, CancellationToken cancellation) =>
        affiliations.ReadAsync(memberId, cancellation);

    private async Task<AffiliationView> ShowAsync(Affiliation affiliation, CancellationToken cancellation)
    {
        var view = AffiliationView.Of(affiliation);
        return AffiliationRules.IsBeforePayroll(affiliation.Status)
            ? view with
            {
                Next = next.Of(affiliation, await papers.ReadAsync(affiliation, cancellation)),
            }
            : view;
    }
}
