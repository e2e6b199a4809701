using System.Security.Cryptography;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Members;

/// <summary>Officers' looks at members, each an event in the member's own chain.</summary>
internal sealed class MemberViews(AggregateStore store)
{
    /// <summary>Nobody sees what is not recorded: the event is committed before the answer.</summary>
    internal async Task<Result<CommitReceipt>> RecordAsync(
        KnownMember member,
        string officer,
        string purpose,
        CancellationToken cancellation
    )
    {
        var happened = MemberEvents.Viewed.With(new MemberViewed(member.State.Id, officer, purpose));
        // Every look is a look of its own: nothing that the caller sends may make two of them one.
        var look = RandomNumberGenerator.GetHexString(32);
        var command = new CommandIdentity($"view-{look}", look, "");
        var snapshot = member.Snapshot;
        for (var round = 1; ; round++)
        {
            var commit = new Commit<Member>(snapshot.State!) { Events = [happened] };
            var receipt = await store.CommitAsync(MemberStore.Kind, snapshot, command, commit, cancellation);
            if (receipt.Error != StorageErrors.PreconditionFailed || round == 5)
            {
                return receipt;
            }

            snapshot = await store.ReadAsync(MemberStore.Kind, member.State.Id, cancellation);
        }
    }
}
