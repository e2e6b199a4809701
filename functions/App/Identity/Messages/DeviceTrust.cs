namespace Serverless.App.Identity.Messages;

/// <summary>Since when codes on this device can be trusted: what the policy table's device age is measured against.</summary>
internal sealed class DeviceTrust(IdentityStore store)
{
    /// <summary>When the device was registered or the phone last changed, whichever is later; null when the device is no longer registered.</summary>
    internal async Task<DateTimeOffset?> SinceAsync(CurrentMember member, CancellationToken cancellation)
    {
        var account = await store.FindAsync(IdentityStore.Accounts, store.AccountOf(member.MemberId), cancellation);
        var device = account?.Devices.FirstOrDefault(known => known.Thumbprint == member.Device);
        return device is null ? null
            : account!.PhoneChangedAt > device.RegisteredAt ? account.PhoneChangedAt
            : device.RegisteredAt;
    }

    /// <summary>When the member last changed phones; null when never.</summary>
    internal async Task<DateTimeOffset?> PhoneChangedAsync(string memberId, CancellationToken cancellation) =>
        (await store.FindAsync(IdentityStore.Accounts, store.AccountOf(memberId), cancellation))?.PhoneChangedAt;
}
