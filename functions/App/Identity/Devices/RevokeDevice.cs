using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sessions;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Devices;

/// <summary>
/// Takes a device away. The account is committed first and names the sessions that end with it; they are ended here, and once more by
/// whoever handles the event, should the process die in between.
/// </summary>
internal sealed class RevokeDevice(IdentityStore store, SessionStore sessions)
{
    private static readonly Error Gone = Error.NotFound("identity.device-not-found");

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapDelete("/devices/{thumbprint}", HandleAsync)
            .RequireMember()
            .WithSummary("Quita un celular de la cuenta.")
            .WithName("RevokeDevice");

    private static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        string thumbprint,
        CurrentMember member,
        RevokeDevice slice,
        CancellationToken cancellation
    ) => (await slice.RevokeAsync(member.MemberId, thumbprint, cancellation)).ToNoContent();

    internal async Task<Result<Done>> RevokeAsync(string memberId, string device, CancellationToken cancellation)
    {
        // A device may be taken away, come back by a code, and be taken away again: each time is a command of its own.
        var once = RandomNumberGenerator.GetHexString(32);
        var ended = new List<string>();
        var command = new CommandIdentity(once, once, "");
        var revoked = await store.StepAsync(
            IdentityStore.Accounts,
            store.AccountOf(memberId),
            command,
            "revoke-device",
            Decide,
            cancellation
        );
        if (revoked.Error is { } refused)
        {
            return refused == Gone ? Done.Value : refused;
        }

        return await EndAsync(ended, cancellation);

        Result<Commit<Account>> Decide(Account? account)
        {
            if (account is null || !AccountRules.IsRegistered(account, device))
            {
                return Gone;
            }

            ended.Clear();
            ended.AddRange(account.Sessions.Where(session => session.Device == device).Select(session => session.SessionId));
            var happened = new DeviceRevoked(account.Id, device, [.. ended]);
            return new Commit<Account>(AccountRules.RevokeDevice(account, device))
            {
                Events = [IdentityEvents.DeviceRevoked.With(happened)],
            };
        }
    }

    internal async Task<MessageOutcome> WhenRevokedAsync(DeviceRevoked revoked, CancellationToken cancellation) =>
        MessageOutcome.From(await EndAsync(revoked.Sessions, cancellation));

    private async Task<Result<Done>> EndAsync(IReadOnlyList<string> sessionIds, CancellationToken cancellation)
    {
        foreach (var id in sessionIds)
        {
            if ((await sessions.RevokeAsync(id, "device-revoked", cancellation)).Error is { } failed)
            {
                return failed;
            }
        }

        return Done.Value;
    }
}
