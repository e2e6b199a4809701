using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Face;

/// <summary>A face that an act asks for.</summary>
/// <param name="Within">How old the decision may be.</param>
internal sealed record FaceNeed(string Operation, string OperationHash, string Device, TimeSpan Within);

/// <summary>Which verification counts for which act, and how a verification goes (domain.md sections 3.4 and 5.1).</summary>
internal static class FaceRules
{
    /// <summary>The newest match for this very act on this device that is fresh and not used up by another command.</summary>
    internal static FaceSession? Fresh(FaceProfile? profile, FaceNeed need, string? command, DateTimeOffset now) =>
        profile?.Sessions.LastOrDefault(session =>
            session is { Status: FaceSessionStatus.Matched, DecidedAt: { } decided }
            && session.Operation == need.Operation
            && session.OperationHash == need.OperationHash
            && session.Device == need.Device
            && (session.SpentBy is null ? now < decided + need.Within : session.SpentBy == command)
        );

    /// <summary>Uses a match up; a match authorises one act.</summary>
    internal static Result<FaceProfile> Spend(FaceProfile profile, string sessionId, string command) =>
        profile.Find(sessionId) is { Status: FaceSessionStatus.Matched } session && (session.SpentBy ?? command) == command
            ? profile.With(session with { SpentBy = command })
            : FaceRefusals.Needed;
}
