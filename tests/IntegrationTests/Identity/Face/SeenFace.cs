using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Identity.Face;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Identity.Face;

/// <summary>A face that the vendor saw for one act, put where the app keeps it: for tests of what acts do with it.</summary>
internal static class SeenFace
{
    /// <returns>Its session.</returns>
    internal static async Task<string> SeeAsync(
        IServiceProvider services,
        string memberId,
        string device,
        string operation,
        IReadOnlyList<string> parts
    )
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var id = $"face-{Guid.NewGuid():N}";
        var seen = new FaceSession(
            id,
            FacePurpose.Operation,
            operation,
            OperationHash.Of(parts),
            device,
            new FaceConsent("1", "hash", "app", now),
            now,
            now.AddMinutes(10)
        )
        {
            Status = FaceSessionStatus.Matched,
            DecidedAt = now,
            ResultHash = "result",
        };
        var kept = await services
            .GetRequiredService<FaceStore>()
            .StepAsync(
                memberId,
                new CommandIdentity(id, id, ""),
                "test",
                profile => new Commit<FaceProfile>(profile with { Sessions = profile.Sessions.Add(seen) }),
                default
            );
        Assert.True(kept.IsSuccess);
        return id;
    }
}
