using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Contacts;

/// <summary>
/// A proved number is one member's (decision 12). It is claimed before the change is committed: a crash in between leaves it with the
/// member who proved it, who may prove it again.
/// </summary>
internal sealed class PhoneOwners(UniqueIndex index)
{
    private const string PhoneIndex = "member-phone";

    /// <summary>Claims the proposed number; that it is taken learns only who holds it in their hand.</summary>
    internal async Task<Result<KnownContacts>> ClaimAsync(KnownContacts known, CancellationToken cancellation) =>
        await ClaimAsync(known, known.Details.Proposed!, cancellation);

    internal async Task<Result<KnownContacts>> ClaimAsync(KnownContacts known, string phone, CancellationToken cancellation)
    {
        var claimed = await index.ReserveAsync(PhoneIndex, phone, known.Member.State.Id, cancellation);
        return claimed.Owner == known.Member.State.Id ? known : ContactErrors.Taken;
    }

    /// <summary>Gives the replaced number free.</summary>
    internal async Task<Result<KnownContacts>> ReleaseAsync(KnownContacts known, string? old, CancellationToken cancellation)
    {
        if (old is not null && old != known.Phone)
        {
            await index.ReleaseAsync(PhoneIndex, old, known.Member.State.Id, cancellation);
        }

        return known;
    }
}
