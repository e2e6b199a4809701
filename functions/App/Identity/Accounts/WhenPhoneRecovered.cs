using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sessions;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Accounts;

/// <summary>
/// Officers gave the account another phone: every device that was there before goes, with its sessions, and failures are forgotten. What
/// signed in since stays, so news that come late or twice end nobody's new session.
/// </summary>
internal sealed class WhenPhoneRecovered(IdentityStore store, SessionStore sessions)
{
    private const string Because = "recovered";

    internal async Task<MessageOutcome> HandleAsync(PhoneRecovered recovered, MessageContext context, CancellationToken cancellation)
    {
        var id = store.AccountOf(recovered.MemberId);
        if (await store.FindAsync(IdentityStore.Accounts, id, cancellation) is not { } account)
        {
            return MessageOutcome.Done;
        }

        // Before the account forgets them: a crash in between finds them again.
        foreach (
            var session in AccountRules.DevicesBefore(account, recovered.At).SelectMany(device => AccountRules.SessionsOf(account, device))
        )
        {
            if ((await sessions.RevokeAsync(session.SessionId, Because, cancellation)).Error is { } failed)
            {
                return MessageOutcome.Retry(failed);
            }
        }

        var command = new CommandIdentity(context.Id, context.Id, "");
        return MessageOutcome.From(await store.StepAsync(IdentityStore.Accounts, id, command, "recovered", Decide, cancellation));

        Result<Commit<Account>> Decide(Account? before)
        {
            var after = AccountRules.Recover(before!, recovered.At);
            var gone = AccountRules
                .DevicesBefore(before!, recovered.At)
                .Select(device => new DeviceRevoked(
                    id,
                    device,
                    [.. AccountRules.SessionsOf(before!, device).Select(open => open.SessionId)]
                ));
            return new Commit<Account>(after) { Events = [.. gone.Select(IdentityEvents.DeviceRevoked.With)] };
        }
    }
}
