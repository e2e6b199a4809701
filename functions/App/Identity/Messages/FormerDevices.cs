using System.Globalization;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Sessions;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Messages;

/// <summary>
/// What a lost phone could still do. Whoever gives an account another phone ends it before they answer, so that nobody who is told "you
/// are safe" waits for a queue; <c>membership.phone-recovered</c> brings the same once more, for whoever died in between.
/// </summary>
internal sealed class FormerDevices(IdentityStore store, SessionStore sessions)
{
    private const string Because = "recovered";

    /// <summary>
    /// Every device that was there before goes, with its sessions, and failures are forgotten. What signed in since stays, so the same
    /// moment once more ends nobody's new session.
    /// </summary>
    /// <param name="recovered">UTC; when the account got another phone.</param>
    internal async Task<Result<Done>> EndAsync(string memberId, DateTimeOffset recovered, CancellationToken cancellation)
    {
        var id = store.AccountOf(memberId);
        if (await store.FindAsync(IdentityStore.Accounts, id, cancellation) is not { } account)
        {
            return Done.Value;
        }

        // Before the account forgets them: a crash in between finds them again.
        foreach (
            var session in AccountRules.DevicesBefore(account, recovered).SelectMany(device => AccountRules.SessionsOf(account, device))
        )
        {
            if ((await sessions.RevokeAsync(session.SessionId, Because, cancellation)).Error is { } failed)
            {
                return failed;
            }
        }

        var once = string.Create(CultureInfo.InvariantCulture, $"recovered-{recovered.UtcTicks}");
        var ended = await store.StepAsync(IdentityStore.Accounts, id, new CommandIdentity(once, once, ""), "end", Decide, cancellation);
        return ended.Then<Done>(_ => Done.Value);

        Result<Commit<Account>> Decide(Account? before)
        {
            var after = AccountRules.Recover(before!, recovered);
            var gone = AccountRules
                .DevicesBefore(before!, recovered)
                .Select(device => new DeviceRevoked(
                    id,
                    device,
                    [.. AccountRules.SessionsOf(before!, device).Select(open => open.SessionId)]
                ));
            return new Commit<Account>(after) { Events = [.. gone.Select(IdentityEvents.DeviceRevoked.With)] };
        }
    }
}
