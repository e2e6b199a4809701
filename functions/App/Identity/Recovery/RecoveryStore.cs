using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Recovery;

/// <summary>Where ways back are kept; the new number lies sealed under a key of this try alone.</summary>
internal sealed class RecoveryStore(AggregateStore store, IdentityStore identity, DerivedIds ids, PersonalVault vault)
{
    internal static readonly AggregateKind<LostAccount> Kind = new(
        IdentityStore.Table,
        "identity.recovery",
        IdentityJson.Default.LostAccount
    );

    private const string NumberRow = "number";

    internal string IdOf(string device, string commandId) => ids.For(device, "identity/recovery", commandId);

    internal string ChallengeOf(string recoveryId) => ids.For("identity", "recovery-code", recoveryId);

    internal Task<LostAccount?> FindAsync(string id, CancellationToken cancellation) => identity.FindAsync(Kind, id, cancellation);

    /// <summary>The try of this device; another's is as if it were not there.</summary>
    internal async Task<Result<LostAccount>> OfAsync(string id, string device, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } lost && lost.Device == device ? lost : RecoveryErrors.NotFound;

    internal Task<Result<LostAccount>> StepAsync(
        string id,
        CommandIdentity command,
        string step,
        Func<LostAccount?, Result<Commit<LostAccount>>> decide,
        CancellationToken cancellation
    ) => identity.StepAsync(Kind, id, command, step, decide, cancellation);

    /// <summary>What a new try is kept as.</summary>
    internal Commit<LostAccount> New(LostAccount lost, MobileNumber number)
    {
        var key = vault.Create(lost.Id);
        var due = RecoveryEvents.Due.With(new RecoveryDue(lost.Id));
        return new Commit<LostAccount>(lost)
        {
            Personal = [key.Row, key.Seal(NumberRow, number.E164, IdentityJson.Default.String)],
            Due = [new(lost.ExpiresAt, "identity-events", due.Type, due.Version, due.Data)],
        };
    }

    /// <summary>The new number; null when the try is over and the number erased.</summary>
    internal async Task<MobileNumber?> NumberOfAsync(string? id, CancellationToken cancellation)
    {
        if (id is null)
        {
            return null;
        }

        var rows = (await store.ReadWithPersonalAsync(Kind, id, cancellation)).Personal;
        return vault.Open(id, rows) is { } key && rows.FirstOrDefault(row => row.Name == NumberRow) is { } sealedNumber
            ? MobileNumber.Parse(key.Reveal(sealedNumber, IdentityJson.Default.String)) is { IsSuccess: true } number
                ? number.Value
                : null
            : null;
    }

    /// <summary>The rows of the number, emptied.</summary>
    internal async Task<IReadOnlyList<PersonalRow>> ErasedAsync(string id, CancellationToken cancellation) =>
        PersonalVault.Erase((await store.ReadWithPersonalAsync(Kind, id, cancellation)).Personal);
}
