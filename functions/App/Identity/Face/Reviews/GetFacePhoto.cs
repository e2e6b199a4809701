using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Face.Photos;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face.Reviews;

/// <summary>Shows an officer one photo of an open review; that it was looked at, and by whom, is an event before the image goes out.</summary>
internal sealed class GetFacePhoto(FaceReviews reviews, FaceStore faces, FacePhotos photos)
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet($"{ListFaceReviews.Route}/{{id}}/photos/{{which}}", HandleAsync)
            .RequireStaff(FaceReviews.Officer)
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg")
            .WithSummary("Muestra la foto tomada (taken) o la de referencia (reference).")
            .WithName("GetFacePhoto");

    private static async Task<Results<FileContentHttpResult, ProblemResult>> HandleAsync(
        string id,
        string which,
        ClaimsPrincipal officer,
        HttpResponse response,
        GetFacePhoto slice,
        CancellationToken cancellation
    )
    {
        var photo = await slice.OpenAsync(id, which, officer.Identity!.Name!, cancellation);
        if (photo.Error is { } refused)
        {
            return refused.ToProblem();
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(photo.Value.Image, photo.Value.ContentType);
    }

    private async Task<Result<(byte[] Image, string ContentType)>> OpenAsync(
        string id,
        string which,
        string officer,
        CancellationToken cancellation
    )
    {
        var review = await reviews.FindAsync(id, cancellation);
        if (review is not { Session.Status: FaceSessionStatus.InReview })
        {
            return FaceRefusals.ReviewNotFound;
        }

        var photo = which switch
        {
            "taken" => review.Session.Photo,
            "reference" => review.Profile.Reference,
            _ => null,
        };
        var member = review.Profile.MemberId;
        if (photo is null || await photos.OpenAsync(member, photo, cancellation) is not { } image)
        {
            return FaceRefusals.ReviewNotFound;
        }

        var look = RandomNumberGenerator.GetHexString(32);
        var seen = FaceEvents.PhotoSeen.With(new FacePhotoSeen(review.Session.Id, which, officer));
        var noted = await faces.StepAsync(
            member,
            new CommandIdentity(look, look, ""),
            "face-seen",
            before => new Commit<FaceProfile>(before) { Events = [seen] },
            cancellation
        );
        return noted.Then<(byte[], string)>(_ => (image, photo.ContentType));
    }
}
