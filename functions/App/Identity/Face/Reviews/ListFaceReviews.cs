using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.App.Identity.Face.Reviews;

/// <summary>Photos that wait for officers, oldest first; no image is in the list.</summary>
internal static class ListFaceReviews
{
    internal const string Route = "/backoffice/face-reviews";

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet(Route, HandleAsync)
            .RequireStaff(FaceReviews.Officer)
            .WithSummary("Lista las fotos que esperan a que alguien las mire.")
            .WithName("ListFaceReviews");

    private static async Task<Results<Ok<Page<FaceReviewView>>, ProblemResult>> HandleAsync(
        HttpRequest request,
        FaceReviews reviews,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(request);
        if (page.Error is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (open, next) = await reviews.PageAsync(page.Value.After, page.Value.Limit, cancellation);
        return TypedResults.Ok(new Page<FaceReviewView>(open, next is null ? null : PageRequest.CursorFor(next)));
    }
}
