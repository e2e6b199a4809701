using Microsoft.Extensions.Options;
using Serverless.App.Identity.Face.Photos;
using Serverless.App.Identity.Face.Reviews;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Identity.Face;

/// <summary>Faces, as part of Identity: verification for one act, the reference photo, officers' reviews.</summary>
internal static class FaceModule
{
    internal static IServiceCollection AddFaceChecks(this IServiceCollection services)
    {
        const string section = FaceCheckOptions.Section;
        services
            .AddSettings<FaceCheckOptions>(section, (from, to) => from.Bind(to))
            .Setting(section, nameof(FaceCheckOptions.Tries), o => o.Tries is > 0 and <= 5, "must be 1 to 5")
            .Setting(section, nameof(FaceCheckOptions.LockFor), o => o.LockFor >= TimeSpan.FromSeconds(30), "must be 30 seconds or more")
            .Setting(
                section,
                nameof(FaceCheckOptions.SessionLife),
                o => o.SessionLife >= TimeSpan.FromMinutes(1) && o.SessionLife <= TimeSpan.FromMinutes(15),
                "must be 1 to 15 minutes"
            )
            .Setting(
                section,
                nameof(FaceCheckOptions.KeepMedia),
                o => o.KeepMedia > o.ReviewLife && o.KeepMedia <= FaceCheckOptions.LongestMedia,
                "must be longer than a review and at most 30 days"
            );
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<FaceCheckOptions>>().Value)
            .AddSingleton<FaceChecks>()
            .AddSingleton<FaceStore>()
            .AddSingleton<IStaffLooks, FaceLooks>()
            .AddSingleton<FacePhotos>()
            .AddSingleton<FaceOutcomes>()
            .AddSingleton<FaceOpenings>()
            .AddSingleton<FaceRuns>()
            .AddSingleton<FaceReviews>()
            .AddSingleton<FaceEnrolments>()
            .AddSingleton<StartFaceSession>()
            .AddSingleton<ReadFaceResult>()
            .AddSingleton<EnrolFace>()
            .AddSingleton<PutFacePhoto>()
            .AddSingleton<UploadFacePhoto>()
            .AddSingleton<GetFacePhoto>()
            .AddSingleton<VoteFaceReview>()
            .AddSingleton<WhenFaceDue>()
            .AddSingleton<WhenBiometricsWithdrawn>()
            .AddJson(FaceJson.Default);
    }

    internal static void MapFaceChecks(this RouteGroupBuilder identity)
    {
        StartFaceSession.Map(identity);
        ReadFaceResult.Map(identity);
        EnrolFace.Map(identity);
        PutFacePhoto.Map(identity);
        UploadFacePhoto.Map(identity);
        ListFaceReviews.Map(identity);
        GetFacePhoto.Map(identity);
        VoteFaceReview.Map(identity);
    }

    internal static QueueHandlers OnFaces(this QueueHandlers queue) =>
        queue
            .On<WhenBiometricsWithdrawn, ConsentWithdrawn>(
                MembershipEvents.ConsentWithdrawn.Message,
                (slice, withdrawn, context, c) => slice.HandleAsync(withdrawn, context, c)
            )
            .On<WhenFaceDue, FaceDue>(FaceEvents.SessionDue.Message, (slice, due, context, c) => slice.EndSessionAsync(due, context, c))
            .On<WhenFaceDue, FaceDue>(FaceEvents.MediaDue.Message, (slice, due, context, c) => slice.PurgeAsync(due, context, c));
}
