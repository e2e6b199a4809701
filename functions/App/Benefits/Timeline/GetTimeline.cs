using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Timeline;

/// <summary>Row D26: the claim's way so far and from here, from our own rows: it survives the purge of the engine's history.</summary>
internal sealed class GetTimeline(ClaimStore claims, WorkingCalendar calendar)
{
    internal static void Map(RouteGroupBuilder benefits) =>
        benefits
            .MapGet("/claims/{id}/timeline", HandleAsync)
            .RequireMember()
            .RequireOwnClaim()
            .WithSummary("Muestra paso a paso cómo va tu solicitud y qué te toca hacer.")
            .WithName("GetClaimTimeline");

    internal static async Task<Results<Ok<ClaimTimeline>, ProblemResult>> HandleAsync(
        string id,
        GetTimeline slice,
        CancellationToken cancellation
    ) => (await slice.ReadAsync(id, cancellation)).ToOk();

    internal async Task<Result<ClaimTimeline>> ReadAsync(string id, CancellationToken cancellation)
    {
        var history = claims.HistoryAsync(id, cancellation);
        return await claims.FindAsync(id, cancellation) is { State: var claim }
            ? TimelineRules.Of(claim, await history, calendar)
            : BenefitErrors.ClaimNotFound;
    }
}
