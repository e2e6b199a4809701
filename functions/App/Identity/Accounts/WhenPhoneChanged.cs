using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Accounts;

/// <summary>
/// A number is an authenticator: a new one starts the cool-down of operations that trust it (domain.md section 3.3), and a refusal of
/// texts belonged to the old one. News that come late or twice change nothing.
/// </summary>
internal sealed class WhenPhoneChanged(IdentityStore store)
{
    internal async Task<MessageOutcome> HandleAsync(PhoneChanged changed, MessageContext context, CancellationToken cancellation)
    {
        var id = store.AccountOf(changed.MemberId);
        var command = new CommandIdentity(context.Id, context.Id, "");
        var kept = await store.StepAsync(IdentityStore.Accounts, id, command, "phone", Decide, cancellation);
        return MessageOutcome.From(kept);

        Result<Commit<Account>> Decide(Account? account) =>
            account?.PhoneChangedAt >= changed.At
                ? new Commit<Account>(account)
                : new Commit<Account>(
                    (account ?? new Account(id, changed.MemberId)) with
                    {
                        PhoneChangedAt = changed.At,
                        TextsRefusedAt = null,
                    }
                );
    }
}
