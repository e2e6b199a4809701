using System.Buffers;
using System.Text;
using Azure.Data.Tables;

namespace Serverless.Platform.Storage;

/// <summary>
/// The Table service's limits, checked before anything is sent: Azurite accepts much that Azure refuses (more than 100 rows, two
/// partitions, entities over 1 MiB, over 252 properties), and a decimal silently becomes a double (decision 9).
/// </summary>
internal static class TableGuard
{
    internal const int MaxRows = 100;
    internal const int MaxBatchBytes = 4 * 1024 * 1024;
    internal const int MaxEntityBytes = 1024 * 1024;
    internal const int MaxProperties = 252;
    internal const int MaxPropertyBytes = 64 * 1024;
    private const int MaxKeyBytes = 1024;
    private const int EnvelopeBytesPerRow = 1024;

    /// <summary>What our own ids are made of: always safe in a key.</summary>
    internal static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.|~:@"
    );

    /// <summary>Throws on whatever the service would refuse or silently change; every failure here is a bug of ours.</summary>
    internal static void Check(IReadOnlyList<TableTransactionAction> batch)
    {
        Require(batch.Count is > 0 and <= MaxRows, $"a batch holds 1 to {MaxRows} rows, this one {batch.Count}");
        var partition = batch[0].Entity.PartitionKey;
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var entity in batch.Select(action => action.Entity))
        {
            Require(entity.PartitionKey == partition, "a batch lies in one partition");
            Require(rows.Add(entity.RowKey), "a batch names a row once");
            total += Check(entity) * 4L / 3L + EnvelopeBytesPerRow;
        }

        Require(total <= MaxBatchBytes, $"a batch is at most {MaxBatchBytes} bytes on the wire, this one about {total}");
    }

    /// <summary>Checks one entity and answers its size in bytes as the service counts it.</summary>
    internal static long Check(ITableEntity row)
    {
        var entity = row as TableEntity ?? throw new InvalidOperationException("Only TableEntity is stored");
        CheckKey(entity.PartitionKey);
        CheckKey(entity.RowKey);
        Require(entity.Count <= MaxProperties, $"an entity has at most {MaxProperties} properties, this one {entity.Count}");
        var size = 4L + (entity.PartitionKey.Length + entity.RowKey.Length) * 2L;
        foreach (var (name, value) in entity)
        {
            size += 8 + name.Length * 2L + SizeOf(name, value);
        }

        Require(size <= MaxEntityBytes, $"an entity is at most {MaxEntityBytes} bytes, this one {size}");
        return size;
    }

    private static long SizeOf(string name, object? value) =>
        value switch
        {
            null => 0,
            byte[] bytes => Limited(name, bytes.LongLength) + 4,
            string text => Limited(name, text.Length * 2L) + 4,
            bool => 1,
            int => 4,
            long or DateTimeOffset or DateTime => 8,
            Guid => 16,
            _ => throw new InvalidOperationException(
                $"{name}: {value.GetType().Name} does not survive the Table service; store money as Int64, rates as text"
            ),
        };

    private static long Limited(string name, long bytes)
    {
        Require(bytes <= MaxPropertyBytes, $"{name} is at most {MaxPropertyBytes} bytes, this one {bytes}");
        return bytes;
    }

    private static void CheckKey(string key)
    {
        Require(key.Length > 0 && Encoding.UTF8.GetByteCount(key) <= MaxKeyBytes, "a key is 1 to 1024 bytes");
        Require(!key.AsSpan().ContainsAnyExcept(PlainCharacters), "a key holds letters, digits and - _ . | ~ : @ only");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Table service limit: {rule}");
        }
    }
}
