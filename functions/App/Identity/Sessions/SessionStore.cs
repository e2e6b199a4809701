using Serverless.App.Identity.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Sessions;

/// <summary>Where sessions are kept, and how one is ended.</summary>
internal sealed class SessionStore(AggregateStore store, CommandRunner runner, TimeProvider time)
{
    private const int Rounds = 5;

    internal Task<Snapshot<Session>> ReadAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(IdentityStore.Sessions, id, cancellation);

    /// <summary>Ends it; ending it again, or one that never was, is no failure.</summary>
    internal async Task<Result<Done>> RevokeAsync(string id, string because, CancellationToken cancellation)
    {
        var command = new CommandIdentity("revoke", "revoke", "");
        var ended = await runner.RunAsync(IdentityStore.Sessions, id, command, Decide, cancellation);
        return ended.Error is { } refused && refused != SessionRules.Ended ? refused : Done.Value;

        Result<Commit<Session>> Decide(Snapshot<Session> before) =>
            before.State is { RevokedAt: null } session
                ? Revoked(SessionRules.Revoke(session, because, time.GetUtcNow()))
                : SessionRules.Ended;
    }

    /// <summary>
    /// Rotates, or revokes the family (decision 26). Two refreshes at once of one token: one rotates, the other reads what it left and
    /// gets the same successor.
    /// </summary>
    /// <param name="generation">Which token of the family was shown; its signature has been checked.</param>
    internal async Task<Result<Session>> RefreshAsync(string id, int generation, string device, CancellationToken cancellation)
    {
        for (var round = 0; ; round++)
        {
            var before = await ReadAsync(id, cancellation);
            if (before.State is not { } session)
            {
                return SessionRules.Ended;
            }

            var outcome = SessionRules.Refresh(session, generation, device, time.GetUtcNow());
            if (!outcome.Changed)
            {
                return outcome.Refusal is { } refusal ? refusal : outcome.Session;
            }

            var key = outcome.Refusal is null ? $"refresh-{generation}" : "revoke";
            var commit = outcome.Refusal is null ? new Commit<Session>(outcome.Session) : Revoked(outcome.Session);
            var receipt = await store.CommitAsync(IdentityStore.Sessions, before, new(key, key, ""), commit, cancellation);
            if (receipt.Error == StorageErrors.PreconditionFailed && round < Rounds)
            {
                continue;
            }

            return receipt.Error is { } failed ? failed
                : outcome.Refusal is { } ended ? ended
                : outcome.Session;
        }
    }

    /// <summary>Writes into the chain of a member's own session that a token of it was shown after its end, once for each operation.</summary>
    internal async Task NoteShownAsync(CurrentMember member, string operation, CancellationToken cancellation)
    {
        var key = $"shown-{operation}";
        var shown = IdentityEvents.EndedSessionShown.With(new EndedSessionShown(member.SessionId, operation));
        await runner.RunAsync(
            IdentityStore.Sessions,
            member.SessionId,
            new CommandIdentity(key, key, ""),
            before =>
                before.State is { } session && session.MemberId == member.MemberId
                    ? new Commit<Session>(session) { Events = [shown] }
                    : SessionRules.Ended,
            cancellation
        );
    }

    private static Commit<Session> Revoked(Session session) =>
        new(session) { Events = [IdentityEvents.SessionRevoked.With(new SessionRevoked(session.Id, session.RevokedBecause!))] };
}
