using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform.Messaging.Attempts;

/// <summary>
/// Table <c>attempts</c>: one row per message that waits for a vendor, partition = day the message was written and one hex digit of its
/// id's hash, so that old days are removed as whole partitions.
/// </summary>
internal sealed class AttemptTable(TableClient table)
{
    internal const string Table = "attempts";

    internal sealed record Stored(TableEntity Row, Attempt Attempt);

    /// <summary>The row, written now when this is the message's first delivery.</summary>
    internal async Task<Stored> FindOrAddAsync(IncomingMessage message, string? of, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(of is null ? message.Id : $"{message.Id}|{of}"));
        var row = Key(message, hash);
        if (await FindAsync(row, cancellation) is { } found)
        {
            return found;
        }

        // Seconds, because HTTP dates are: the vendor compares what it was sent.
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var first = new Attempt(new Guid(hash.AsSpan(0, 16)), second, 0, AttemptState.Pending);
        try
        {
            Write(row, first);
            var response = await table.AddEntityAsync(row, cancellation);
            row.ETag = response.Headers.ETag ?? default;
            return new Stored(row, first);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return await FindAsync(row, cancellation) ?? throw new InvalidOperationException("An attempt was there and is gone");
        }
    }

    /// <summary>False when another delivery of the message wrote in between.</summary>
    internal async Task<bool> TryUpdateAsync(Stored stored, Attempt attempt, CancellationToken cancellation)
    {
        Write(stored.Row, attempt);
        try
        {
            var response = await table.UpdateEntityAsync(stored.Row, stored.Row.ETag, TableUpdateMode.Replace, cancellation);
            stored.Row.ETag = response.Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private async Task<Stored?> FindAsync(TableEntity key, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: cancellation);
        return found is { HasValue: true, Value: { } row } ? new Stored(row, Read(row)) : null;
    }

    private static TableEntity Key(IncomingMessage message, byte[] hash)
    {
        var day = message.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = Convert.ToHexStringLower(hash);
        return new TableEntity($"{day}|{name[0]}", name);
    }

    private static void Write(TableEntity row, Attempt attempt)
    {
        row["schemaVersion"] = 1;
        row["operation"] = attempt.OperationId;
        row["firstTried"] = attempt.FirstTried;
        row["failed"] = attempt.Failed;
        row["state"] = attempt.State.ToString();
        row["note"] = attempt.Note;
        row["due"] = attempt.Due;
        row["scheduled"] = attempt.Scheduled;
    }

    private static Attempt Read(TableEntity row) =>
        new(
            row.GetGuid("operation")!.Value,
            row.GetDateTimeOffset("firstTried")!.Value,
            row.GetInt32("failed")!.Value,
            Enum.Parse<AttemptState>(row.GetString("state"))
        )
        {
            Note = row.GetString("note"),
            Due = row.GetDateTimeOffset("due"),
            Scheduled = row.GetBoolean("scheduled") ?? false,
        };
}
