using Serverless.App.Membership.Messages;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face.Reviews;

/// <summary>Officers' looks at photos, out of the face's own chain.</summary>
internal sealed class FaceLooks(AggregateStore store, FaceStore faces) : IStaffLooks
{
    public async Task<IReadOnlyList<StaffLook>> OfAsync(string memberId, CancellationToken cancellation)
    {
        if (await faces.FindAsync(memberId, cancellation) is not { } profile)
        {
            return [];
        }

        var events = await store.ReadEventsAsync(FaceStore.Kind, profile.Id, 0, int.MaxValue, cancellation);
        return
        [
            .. from happened in events
            where happened.Type == FaceEvents.PhotoSeen.Type
            let seen = FaceEvents.PhotoSeen.Read(happened)
            select new StaffLook(happened.Time, seen.Officer, "identity.get-face-photo"),
        ];
    }
}
