using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Due;

/// <summary>The command that a row was written for.</summary>
internal sealed record DueOrigin(string Table, string Partition, string CommandId);

/// <summary>
/// A row of the Due table (decision 15): work to be sent to a queue, or the intent of a command that had messages (decision 10).
/// </summary>
internal sealed record DueRow(string Bucket, string Key, DueOrigin Origin, DateTimeOffset Written, string? Queue, StoredMessage? Message)
{
    internal const int Shards = 16;

    internal string CommandId => Origin.CommandId;

    internal bool IsIntent => Queue is null;

    internal static DueRow Intent(DueOrigin origin, DateTimeOffset dueAt, string nonce, DateTimeOffset now) =>
        new(BucketOf(dueAt, origin.Partition), KeyOf(dueAt, origin, nonce), origin, now, null, null);

    internal static DueRow Work(DueOrigin origin, string source, DueWork work, string nonce, DateTimeOffset now, string? traceParent)
    {
        var dueAt = work.At < now ? now : work.At.ToUniversalTime();
        var key = KeyOf(dueAt, origin, nonce);
        var message = new StoredMessage(
            $"due.{RowKeys.Safe(origin.Partition)}.{nonce}",
            work.Type,
            source,
            dueAt,
            work.DataVersion,
            work.Data
        )
        {
            TraceParent = traceParent,
            SessionId = origin.Partition,
        };
        return new DueRow(BucketOf(dueAt, origin.Partition), key, origin, now, work.Queue, message);
    }

    /// <summary>Every bucket of an hour starts with this.</summary>
    internal static string HourOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>Sorts before every row that is due later.</summary>
    internal static string KeyPrefix(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    internal TableEntity ToEntity()
    {
        var row = new TableEntity(Bucket, Key)
        {
            ["table"] = Origin.Table,
            ["partition"] = Origin.Partition,
            ["command"] = Origin.CommandId,
            ["written"] = Written,
            ["queue"] = Queue,
            ["schemaVersion"] = 1,
        };
        if (Message is not null)
        {
            Chunks.Write(row, JsonSerializer.SerializeToUtf8Bytes(Message, StorageJson.Default.StoredMessage));
        }

        return row;
    }

    internal static DueRow FromEntity(TableEntity row)
    {
        var json = Chunks.Read(row);
        return new DueRow(
            row.PartitionKey,
            row.RowKey,
            new DueOrigin(row.GetString("table"), row.GetString("partition"), row.GetString("command")),
            row.GetDateTimeOffset("written") ?? default,
            row.GetString("queue"),
            json.Length == 0 ? null : JsonSerializer.Deserialize(json, StorageJson.Default.StoredMessage)
        );
    }

    private static string BucketOf(DateTimeOffset dueAt, string aggregate) =>
        string.Create(CultureInfo.InvariantCulture, $"{HourOf(dueAt)}-{Shard(aggregate):D2}");

    private static string KeyOf(DateTimeOffset dueAt, DueOrigin origin, string nonce) =>
        $"{KeyPrefix(dueAt)}|{RowKeys.Safe(origin.Partition)}|{RowKeys.Safe(origin.CommandId)}|{nonce}";

    private static int Shard(string aggregate) => (int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(aggregate)) % Shards);
}
