using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Recovery;

/// <summary>The order of the way back: number, then face, then the binding; each once, and in time. Pure.</summary>
internal static class RecoveryRules
{
    /// <summary>Long enough for five tries of the camera.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(45);

    internal static Result<LostAccount> ProveNumber(LostAccount lost, DateTimeOffset now) =>
        now >= lost.ExpiresAt ? RecoveryErrors.Over
        : lost.State == RecoveryState.Started ? lost with { State = RecoveryState.NumberProved }
        : lost;

    /// <summary>Whether the camera may be opened now.</summary>
    internal static Result<LostAccount> MayShowFace(LostAccount lost, DateTimeOffset now) =>
        lost.State switch
        {
            RecoveryState.Started => RecoveryErrors.NumberFirst,
            RecoveryState.Done => RecoveryErrors.Over,
            _ => now < lost.ExpiresAt ? lost : RecoveryErrors.Over,
        };

    /// <summary>The face was the member's and the number is bound.</summary>
    internal static LostAccount Finish(LostAccount lost, string faceSession, DateTimeOffset now) =>
        lost.State == RecoveryState.Done ? lost : lost with { State = RecoveryState.Done, FaceSession = faceSession, DoneAt = now };
}
