using Azure.Data.Tables;

namespace Serverless.Platform.Storage;

/// <summary>State and event rows to and from what the rest of the program sees.</summary>
internal static class AggregateRows
{
    internal static Snapshot<TState> ToSnapshot<TState>(AggregateKind<TState> kind, string id, TableEntity row)
        where TState : class =>
        new(id, kind.Read(Chunks.Read(row), row.GetInt32("v") ?? 1))
        {
            ETag = row.ETag.ToString(),
            Sequence = row.GetInt64("seq") ?? 0,
            ChainHead = row.GetBinary("head"),
            PruneAfter = row.GetDateTimeOffset("pruneAfter"),
        };

    internal static TableEntity State<TState>(AggregateKind<TState> kind, Snapshot<TState> after, DateTimeOffset now)
        where TState : class
    {
        var row = new TableEntity(after.Id, RowKeys.State)
        {
            ["type"] = kind.Name,
            ["v"] = kind.Upcasts.Current,
            ["seq"] = after.Sequence,
            ["head"] = after.ChainHead.ToArray(),
            ["pruneAfter"] = after.PruneAfter,
            ["at"] = now,
            ["schemaVersion"] = 1,
        };
        Chunks.Write(row, kind.Write(after.State!));
        return row;
    }

    internal static StoredEvent NewEvent(
        string kind,
        string id,
        ReadOnlySpan<byte> previous,
        long sequence,
        NewEvent e,
        string commandId,
        DateTimeOffset now
    )
    {
        var eventId = $"{kind}.{id}.{sequence:D10}";
        return new StoredEvent(eventId, sequence, e.Type, e.Version, now, e.Data)
        {
            CommandId = commandId,
            Previous = previous.ToArray(),
            Hash = EventChain.Hash(previous, eventId, sequence, e.Version, now, e.Type, e.Data.Span),
        };
    }

    internal static TableEntity Event(string partition, StoredEvent e)
    {
        var row = new TableEntity(partition, RowKeys.Event(e.Sequence))
        {
            ["id"] = e.Id,
            ["type"] = e.Type,
            ["v"] = e.Version,
            ["seq"] = e.Sequence,
            ["at"] = e.Time,
            ["command"] = e.CommandId,
            ["prev"] = e.Previous.ToArray(),
            ["hash"] = e.Hash.ToArray(),
            ["schemaVersion"] = 1,
        };
        Chunks.Write(row, e.Data);
        return row;
    }

    internal static StoredEvent ToEvent(TableEntity row) =>
        new(
            row.GetString("id"),
            row.GetInt64("seq") ?? 0,
            row.GetString("type"),
            row.GetInt32("v") ?? 1,
            row.GetDateTimeOffset("at") ?? default,
            Chunks.Read(row)
        )
        {
            CommandId = row.GetString("command"),
            Previous = row.GetBinary("prev"),
            Hash = row.GetBinary("hash"),
        };

    internal static PersonalRow ToPersonal(TableEntity row) =>
        new(row.RowKey[RowKeys.PersonalFirst.Length..], row.GetString("kid"), Chunks.Read(row));
}
