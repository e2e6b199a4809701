using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Sessions;

/// <summary>What a refresh comes to.</summary>
/// <param name="Session">The session after it.</param>
/// <param name="Changed">Whether there is something to commit.</param>
/// <param name="Refusal">Null, or why the caller gets nothing; a revocation is committed all the same.</param>
internal sealed record RefreshOutcome(Session Session, bool Changed, Error? Refusal = null);

/// <summary>Rotation with reuse detection (decision 26).</summary>
internal static class SessionRules
{
    /// <summary>How long an old token still gets the successor that its own refresh may have failed to deliver.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    internal static readonly Error Ended = new("identity.session-ended", ErrorKind.Unauthenticated);

    /// <param name="generation">Which token of the family was shown; its signature has been checked.</param>
    /// <param name="device">Thumbprint of the device that proved itself.</param>
    internal static RefreshOutcome Refresh(Session session, int generation, string device, DateTimeOffset now)
    {
        if (session.RevokedAt is not null || now >= session.ExpiresAt)
        {
            return new(session, Changed: false, Ended);
        }

        if (device != session.Device)
        {
            return Revoked(session, now);
        }

        if (generation == session.Generation)
        {
            return new(session with { Generation = generation + 1, RotatedAt = now }, Changed: true);
        }

        // The successor is unused as long as it is the current one: using it would have moved the generation on.
        var lostAnswer = generation == session.Generation - 1 && now < session.RotatedAt + Grace;
        return lostAnswer ? new(session, Changed: false) : Revoked(session, now);
    }

    /// <summary>Ends the session; ending it twice keeps the first time and reason.</summary>
    internal static Session Revoke(Session session, string because, DateTimeOffset now) =>
        session.RevokedAt is null ? session with { RevokedAt = now, RevokedBecause = because } : session;

    internal static bool IsLive(Session session, DateTimeOffset now) => session.RevokedAt is null && now < session.ExpiresAt;

    private static RefreshOutcome Revoked(Session session, DateTimeOffset now) =>
        new(Revoke(session, "refresh-reused", now), Changed: true, Ended);
}
