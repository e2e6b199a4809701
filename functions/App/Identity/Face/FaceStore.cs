using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face;

/// <summary>Where face profiles are kept: one per member, the key of the member's photos beside it.</summary>
internal sealed class FaceStore(AggregateStore store, CommandRunner runner, DerivedIds ids, PersonalVault vault)
{
    internal static readonly AggregateKind<FaceProfile> Kind = new(IdentityStore.Table, "identity.face", FaceJson.Default.FaceProfile);

    /// <summary>Ended sessions and photos are looked after by the handlers of this queue.</summary>
    private const string Queue = "identity-events";

    internal string IdOf(string memberId) => ids.For("identity", "face", memberId);

    internal string SessionOf(string memberId, string commandId) => ids.For(memberId, "identity/face-session", commandId);

    internal async Task<FaceProfile?> FindAsync(string memberId, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, IdOf(memberId), cancellation)).State;

    /// <summary>The key of the member's photos; null before the first and after erasure.</summary>
    internal async Task<PersonalKey?> KeyAsync(string memberId, CancellationToken cancellation)
    {
        var id = IdOf(memberId);
        return vault.Open(id, (await store.ReadWithPersonalAsync(Kind, id, cancellation)).Personal);
    }

    /// <summary>The key, made now when there is none yet.</summary>
    internal async Task<Result<PersonalKey>> EnsureKeyAsync(string memberId, CancellationToken cancellation)
    {
        if (await KeyAsync(memberId, cancellation) is { } known)
        {
            return known;
        }

        var key = vault.Create(IdOf(memberId));
        var command = new CommandIdentity(key.Row.KeyId, "key", "");
        var made = await StepAsync(
            memberId,
            command,
            "face-key",
            profile =>
                profile.HasKey ? FaceRefusals.Ended : new Commit<FaceProfile>(profile with { HasKey = true }) { Personal = [key.Row] },
            cancellation
        );
        return made.Error is { } error && error != FaceRefusals.Ended ? error
            : await KeyAsync(memberId, cancellation) is { } now ? now
            : FaceRefusals.Ended;
    }

    /// <summary>One step of a command, as <see cref="IdentityStore.StepAsync"/> does it; answers the profile that stands after it.</summary>
    internal async Task<Result<FaceProfile>> StepAsync(
        string memberId,
        CommandIdentity command,
        string step,
        Func<FaceProfile, Result<Commit<FaceProfile>>> decide,
        CancellationToken cancellation
    )
    {
        var id = IdOf(memberId);
        var own = command with { CommandId = $"{step}-{command.CommandId}" };
        var applied = await runner.RunAsync(Kind, id, own, before => decide(before.State ?? new FaceProfile(id, memberId)), cancellation);
        return applied.Error is { } refused ? refused : applied.Value.State ?? (await FindAsync(memberId, cancellation))!;
    }

    internal static DueWork Due(EventKind<FaceDue> what, string memberId, string sessionId, DateTimeOffset at)
    {
        var message = what.With(new FaceDue(memberId, sessionId));
        return new DueWork(at, Queue, message.Type, message.Version, message.Data);
    }
}
