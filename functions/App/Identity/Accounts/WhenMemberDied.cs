using Serverless.App.Benefits.Messages;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sessions;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Accounts;

/// <summary>
/// A death was reported: whoever holds the phone now is not the member. Sessions end, devices go, and a code opens nothing any more. A
/// report that was wrong is undone by the officers who give the living member a phone again.
/// </summary>
internal sealed class WhenMemberDied(IdentityStore store, SessionStore sessions)
{
    private const string Because = "death-reported";

    internal async Task<MessageOutcome> HandleAsync(MemberDeathReported died, MessageContext context, CancellationToken cancellation)
    {
        var id = store.AccountOf(died.MemberId);
        var command = new CommandIdentity(context.Id, context.Id, "");

        // Before the account forgets them; one that is opened in between is revoked with its device, by the event below.
        var before = await store.FindAsync(IdentityStore.Accounts, id, cancellation);
        foreach (var session in before?.Sessions ?? [])
        {
            if ((await sessions.RevokeAsync(session.SessionId, Because, cancellation)).Error is { } failed)
            {
                return MessageOutcome.Retry(failed);
            }
        }

        return MessageOutcome.From(await store.StepAsync(IdentityStore.Accounts, id, command, "died", Decide, cancellation));

        Result<Commit<Account>> Decide(Account? account)
        {
            var now = account ?? new Account(id, died.MemberId);
            var gone = now.Devices.Select(device => new DeviceRevoked(
                id,
                device.Thumbprint,
                [.. AccountRules.SessionsOf(now, device.Thumbprint).Select(open => open.SessionId)]
            ));
            return new Commit<Account>(AccountRules.Close(now, died.At)) { Events = [.. gone.Select(IdentityEvents.DeviceRevoked.With)] };
        }
    }
}
