using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face;

/// <summary>Where face profiles are kept: one per member.</summary>
internal sealed class FaceStore(AggregateStore store, CommandRunner runner, DerivedIds ids)
{
    internal static readonly AggregateKind<FaceProfile> Kind = new(IdentityStore.Table, "identity.face", FaceJson.Default.FaceProfile);

    internal string IdOf(string memberId) => ids.For("identity", "face", memberId);

    internal async Task<FaceProfile?> FindAsync(string memberId, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, IdOf(memberId), cancellation)).State;

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
}
