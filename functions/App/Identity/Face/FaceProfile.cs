using System.Collections.Immutable;

namespace Serverless.App.Identity.Face;

/// <summary>
/// Everything about one member's face: the reference, the verifications of late, and how often the face did not match. One row per
/// member, so that the count of failures and the session that fails are committed together.
/// </summary>
internal sealed record FaceProfile(string Id, string MemberId)
{
    /// <summary>The key of the photos lies beside this row (decision 14).</summary>
    public bool HasKey { get; init; }

    /// <summary>What photos are compared with; null until one was enrolled and confirmed by an officer.</summary>
    public FacePhoto? Reference { get; init; }

    /// <summary>Newest last; the oldest fall off.</summary>
    public ImmutableArray<FaceSession> Sessions { get; init; } = [];

    /// <summary>Sessions begun within a day, UTC.</summary>
    public ImmutableArray<DateTimeOffset> Starts { get; init; } = [];

    /// <summary>Tries that did not match since the last that did.</summary>
    public int FailuresInARow { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    internal FaceSession? Find(string sessionId) => Sessions.FirstOrDefault(session => session.Id == sessionId);

    internal FaceProfile With(FaceSession changed) =>
        this with
        {
            Sessions = [.. Sessions.Select(session => session.Id == changed.Id ? changed : session)],
        };
}
