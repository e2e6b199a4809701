using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claimants;

/// <summary>Where claimants are kept: partition <c>claimant-{id}</c>.</summary>
internal sealed class ClaimantStore(AggregateStore store, CommandRunner runner, PersonalVault vault, DerivedIds ids, SortedLists lists)
{
    internal const string Waiting = "benefits-claimants";
    private const string PersonRow = "person";

    private static readonly AggregateKind<Claimant> Kind = new(ClaimStore.Table, "benefits.claimant", BenefitsJson.Default.Claimant);

    internal static readonly EventKind<ClaimantChanged> Changed = new("benefits.claimant-changed", BenefitsJson.Default.ClaimantChanged);

    internal string IdOf(string device, string commandId) => ids.For(device, "benefits/claimant", commandId);

    internal async Task<Claimant?> FindAsync(string id, CancellationToken cancellation) =>
        Guid.TryParseExact(id, "D", out _) ? (await store.ReadAsync(Kind, KeyOf(id), cancellation)).State : null;

    internal async Task<(PersonalKey Key, ClaimantPerson Person)?> PersonAsync(string id, CancellationToken cancellation)
    {
        var (_, rows) = await store.ReadWithPersonalAsync(Kind, KeyOf(id), cancellation);
        return vault.Open(KeyOf(id), rows) is { } key && rows.FirstOrDefault(row => row.Name == PersonRow) is { Sealed.IsEmpty: false } row
            ? (key, key.Reveal(row, BenefitsJson.Default.ClaimantPerson))
            : null;
    }

    /// <summary>Keeps who asked, for an officer to see; the same request again is the same claimant.</summary>
    internal async Task<Result<Done>> AskAsync(
        Claimant claimant,
        ClaimantPerson person,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var key = vault.Create(KeyOf(claimant.Id));
        await lists.PutAsync(Waiting, EntryOf(claimant), cancellation);
        var asked = await runner.RunAsync(
            Kind,
            KeyOf(claimant.Id),
            command,
            before =>
                before.State is not null
                    ? BenefitErrors.ClaimantBound
                    : new Commit<Claimant>(claimant)
                    {
                        Events = [Happened(claimant, "asked", ClaimAct.Claimant)],
                        Personal = [key.Row, Seal(key, person)],
                        Answer = new IdempotencyRecord(202, claimant.Id),
                    },
            cancellation
        );
        return asked.Then<Done>(_ => Done.Value);
    }

    /// <summary>One step; a repetition of the command answers what stands.</summary>
    internal async Task<Result<Claimant>> StepAsync(
        string id,
        CommandIdentity command,
        (string Act, string By) what,
        Func<Claimant, Result<Claimant>> decide,
        CancellationToken cancellation,
        IReadOnlyList<PersonalRow>? personal = null
    )
    {
        var own = command with { CommandId = $"{what.Act}-{command.CommandId}" };
        var applied = await runner.RunAsync(
            Kind,
            KeyOf(id),
            own,
            before =>
                before.State is null
                    ? BenefitErrors.ClaimantNotFound
                    : decide(before.State)
                        .Then<Commit<Claimant>>(after => new Commit<Claimant>(after)
                        {
                            Events = [Happened(after, what.Act, what.By)],
                            Personal = personal ?? [],
                        }),
            cancellation
        );
        return applied.Error is { } refused ? refused : applied.Value.State ?? (await FindAsync(id, cancellation))!;
    }

    /// <summary>Who waits for an officer, oldest first; who was bound is taken off.</summary>
    internal async Task<(IReadOnlyList<Claimant> Claimants, string? Next)> WaitingAsync(
        string? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var entries = await lists.ReadAsync(Waiting, after, limit, cancellation);
        var found = (await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)))).OfType<Claimant>().ToList();
        foreach (var bound in found.Where(claimant => claimant.ClaimId is not null))
        {
            await lists.RemoveAsync(Waiting, EntryOf(bound).Key, cancellation);
        }

        return ([.. found.Where(claimant => claimant.ClaimId is null)], entries.Count == limit ? entries[^1].Key : null);
    }

    /// <summary>Six digits under a key outside storage (decision 23): computed again by whoever sends or compares.</summary>
    internal string CodeOf(Claimant claimant)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{claimant.Device}|{claimant.CodeNumber}");
        var bits = Guid.Parse(ids.For(claimant.Id, "benefits/claimant-code", number)).ToByteArray(bigEndian: true);
        var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bits) % 1_000_000;
        return value.ToString("D6", CultureInfo.InvariantCulture);
    }

    internal bool IsRight(Claimant claimant, string code) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(claimant)), Encoding.UTF8.GetBytes(code));

    internal static PersonalRow Seal(PersonalKey key, ClaimantPerson person) =>
        key.Seal(PersonRow, person, BenefitsJson.Default.ClaimantPerson);

    private static ListEntry EntryOf(Claimant claimant) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{claimant.AskedAt.UtcTicks:D19}|{claimant.Id}"), claimant.Id);

    private static NewEvent Happened(Claimant claimant, string act, string by) =>
        Changed.With(new ClaimantChanged(claimant.Id, act, by, claimant.CodeNumber));

    private static string KeyOf(string id) => $"claimant-{id}";
}
