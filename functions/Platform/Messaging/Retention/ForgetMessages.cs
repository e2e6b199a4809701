using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Messaging.Retention;

/// <summary>What one run removed.</summary>
public sealed record Forgotten(int Attempts, int Rejections, int Bodies);

/// <summary>
/// Once a day: attempts at vendors, rejected messages and large bodies whose time is over. Each is older by far than any message, dead
/// letter or outbox row that could still ask for it; running twice at once, or not for a month, does no harm.
/// </summary>
public sealed partial class ForgetMessages
{
    /// <summary>No deadline of a vendor's message is longer than a week.</summary>
    private const int AttemptDays = 30;

    /// <summary>Decision 8's clean-up age.</summary>
    private const int OtherDays = 90;

    private const int AtOnce = 16;

    private readonly TableClient _attempts;
    private readonly TableClient _rejections;
    private readonly BlobContainerClient _bodies;
    private readonly TimeProvider _time;
    private readonly ILogger<ForgetMessages> _logger;

    internal ForgetMessages(StorageClients clients, TimeProvider time, ILogger<ForgetMessages> logger)
    {
        _attempts = clients.Table(AttemptTable.Table);
        _rejections = clients.Table(RejectionLog.Table);
        _bodies = clients.Container(ClaimCheck.Container);
        (_time, _logger) = (time, logger);
    }

    /// <summary>Removes until nothing old is left or <paramref name="atMost"/> has passed; the rest is tomorrow's.</summary>
    public async Task<Forgotten> RunAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var until = _time.GetUtcNow() + atMost;
        // Partitions of attempts begin with their day, rejections keep the function first and the moment as a column.
        var attempts = await RemoveAsync(
            _attempts,
            TableClient.CreateQueryFilter($"PartitionKey lt {Day(AttemptDays)}"),
            until,
            cancellation
        );
        var rejections = await RemoveAsync(
            _rejections,
            TableClient.CreateQueryFilter($"at lt {_time.GetUtcNow().AddDays(-OtherDays)}"),
            until,
            cancellation
        );
        var bodies = await RemoveBodiesAsync(until, cancellation);
        LogForgotten(_logger, attempts, rejections, bodies);
        return new Forgotten(attempts, rejections, bodies);
    }

    private async Task<int> RemoveAsync(TableClient table, string filter, DateTimeOffset until, CancellationToken cancellation)
    {
        var removed = 0;
        var rows = table.QueryAsync<TableEntity>(filter, 500, ["PartitionKey", "RowKey"], cancellation);
        await foreach (var page in rows.AsPages())
        {
            await Parallel.ForEachAsync(
                page.Values,
                Options(cancellation),
                async (row, c) => await table.RemoveAsync(row.PartitionKey, row.RowKey, c)
            );
            removed += page.Values.Count;
            if (_time.GetUtcNow() >= until)
            {
                break;
            }
        }

        return removed;
    }

    /// <summary>Names begin with their day and are listed in order: the first young one ends the walk.</summary>
    private async Task<int> RemoveBodiesAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        var (removed, limit) = (0, Day(OtherDays));
        await foreach (var blob in _bodies.GetBlobsAsync(cancellationToken: cancellation))
        {
            if (string.CompareOrdinal(blob.Name, limit) >= 0 || _time.GetUtcNow() >= until)
            {
                break;
            }

            await _bodies.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
            removed++;
        }

        return removed;
    }

    private string Day(int days) => _time.GetUtcNow().UtcDateTime.AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ParallelOptions Options(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Attempts} attempts, {Rejections} rejections and {Bodies} large bodies")]
    private static partial void LogForgotten(ILogger logger, int attempts, int rejections, int bodies);
}
