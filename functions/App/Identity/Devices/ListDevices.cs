using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;

namespace Serverless.App.Identity.Devices;

/// <summary>A device that may sign in.</summary>
/// <param name="Current">The one that asks.</param>
internal sealed record DeviceView(string Thumbprint, string Name, DateTimeOffset RegisteredAt, bool Current);

/// <summary>Shows the member every device that may sign in.</summary>
internal static class ListDevices
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/devices", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra los celulares que pueden entrar.")
            .WithName("ListDevices");

    private static async Task<Ok<IReadOnlyList<DeviceView>>> HandleAsync(
        CurrentMember member,
        IdentityStore store,
        CancellationToken cancellation
    )
    {
        var account = await store.FindAsync(IdentityStore.Accounts, store.AccountOf(member.MemberId), cancellation);
        IReadOnlyList<DeviceView> devices =
        [
            .. (account?.Devices ?? []).Select(device => new DeviceView(
                device.Thumbprint,
                device.Name,
                device.RegisteredAt,
                device.Thumbprint == member.Device
            )),
        ];
        return TypedResults.Ok(devices);
    }
}
