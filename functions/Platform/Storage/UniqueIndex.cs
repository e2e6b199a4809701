using Azure;
using Azure.Data.Tables;
using Serverless.Platform.Security;

namespace Serverless.Platform.Storage;

/// <summary>Whose a value is.</summary>
/// <param name="Owner">The id to commit under.</param>
/// <param name="IsNew">Whether this very call claimed it: then the owner cannot have a state yet.</param>
public readonly record struct Reservation(string Owner, bool IsNew);

/// <summary>
/// Who owns a DNI, phone or channel identity (decision 12). A reservation is made before the owner's first commit; one whose owner never
/// came to be is adopted by the next caller, so a crash leaves nothing to clean.
/// </summary>
public sealed class UniqueIndex
{
    internal const string Table = "Index";
    private const string Row = "o";

    private readonly TableClient _table;
    private readonly IndexKeys _keys;
    private readonly TimeProvider _clock;

    internal UniqueIndex(StorageClients clients, IndexKeys keys, TimeProvider clock) =>
        (_table, _keys, _clock) = (clients.Table(Table), keys, clock);

    /// <summary>
    /// Claims the value and answers its owner: <paramref name="owner"/>, or the one who claimed it before. The caller commits into the
    /// answered owner's partition, where the insert of the state decides who created it.
    /// </summary>
    public async Task<Reservation> ReserveAsync(string purpose, string value, string owner, CancellationToken cancellation)
    {
        var names = _keys.Names(purpose, value);
        // The oldest key decides: builds that do not know the newer one yet compete for the same row.
        var winner = await ClaimAsync(names[^1], owner, cancellation);
        foreach (var name in names.SkipLast(1))
        {
            await _table.UpsertEntityAsync(Entry(name, winner.Owner), TableUpdateMode.Replace, cancellation);
        }

        return winner;
    }

    /// <summary>The owner, or null; one point read unless keys are being changed.</summary>
    public async Task<string?> FindAsync(string purpose, string value, CancellationToken cancellation)
    {
        foreach (var name in _keys.Names(purpose, value))
        {
            if (await _table.FindAsync(name, Row, cancellation) is { } entry)
            {
                return entry.GetString("owner");
            }
        }

        return null;
    }

    /// <summary>Gives the value free, if it is this owner's; for a changed phone, after the commit that says so.</summary>
    public async Task ReleaseAsync(string purpose, string value, string owner, CancellationToken cancellation)
    {
        foreach (var name in _keys.Names(purpose, value))
        {
            if (await _table.FindAsync(name, Row, cancellation) is { } entry && entry.GetString("owner") == owner)
            {
                await RemoveAsync(entry, cancellation);
            }
        }
    }

    private async Task<Reservation> ClaimAsync(string name, string owner, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await _table.AddEntityAsync(Entry(name, owner), cancellation);
                return new Reservation(owner, IsNew: true);
            }
            catch (RequestFailedException e) when (e.Status == 409)
            {
                if (await _table.FindAsync(name, Row, cancellation) is { } entry)
                {
                    return new Reservation(entry.GetString("owner"), IsNew: false);
                }

                // Released between the two calls: claim again.
            }
        }
    }

    private async Task RemoveAsync(TableEntity entry, CancellationToken cancellation)
    {
        try
        {
            await _table.DeleteEntityAsync(entry.PartitionKey, entry.RowKey, entry.ETag, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Gone or somebody else's by now.
        }
    }

    private TableEntity Entry(string name, string owner)
    {
        var entry = new TableEntity(name, Row)
        {
            ["owner"] = owner,
            ["at"] = _clock.GetUtcNow(),
            ["schemaVersion"] = 1,
        };
        TableGuard.Check(entry);
        return entry;
    }
}
