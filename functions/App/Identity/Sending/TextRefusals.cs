using Serverless.App.Identity.Accounts;
using Serverless.Platform.Kernel;
using Serverless.Platform.Sms;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// Phones whose holders refused our texts. Our own note is asked first and costs nothing; the vendor is asked only where there is one,
/// because START reaches the vendor and not us.
/// </summary>
internal sealed class TextRefusals(IdentityStore store, AzureSmsOptOuts vendor, TimeProvider time)
{
    /// <summary>Whether the refusal still stands; a vendor that does not tell leaves it standing.</summary>
    internal async Task<bool> StandsAsync(Account account, MobileNumber phone, CancellationToken cancellation)
    {
        if (account.TextsRefusedAt is null)
        {
            return false;
        }

        var asked = await vendor.CheckAsync(phone.E164, cancellation);
        if (asked is not { IsSuccess: true, Value: false })
        {
            return true;
        }

        await KeepAsync(account.Id, $"texts-welcome-{account.TextsRefusedAt.Value.UtcTicks}", null, cancellation);
        return false;
    }

    /// <summary>Remembers a refusal that a delivery report told of.</summary>
    internal Task<Result<Done>> KeepAsync(string accountId, string report, CancellationToken cancellation) =>
        KeepAsync(accountId, report, time.GetUtcNow(), cancellation);

    private async Task<Result<Done>> KeepAsync(string accountId, string key, DateTimeOffset? refusedAt, CancellationToken cancellation)
    {
        var command = new CommandIdentity(key, key, "");
        var kept = await store.StepAsync(
            IdentityStore.Accounts,
            accountId,
            command,
            "texts",
            account => new Commit<Account>(account! with { TextsRefusedAt = refusedAt }),
            cancellation
        );
        return kept.Then<Done>(_ => Done.Value);
    }
}
