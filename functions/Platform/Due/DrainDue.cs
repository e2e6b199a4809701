using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Serverless.Platform.Messaging;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Due;

/// <summary>How one run of the timer went.</summary>
public sealed record DrainReport(int Sent, int Dropped, int Failed);

/// <summary>
/// The sweep (decisions 10 and 15): takes every row whose time has come, sends what it stands for and removes it. Running it twice
/// at once, or not for a day, loses nothing: a row goes only after its message went.
/// </summary>
public sealed partial class DrainDue
{
    private const int AtOnce = 16;
    private const int PageSize = 500;

    /// <summary>A command that is older than this has long landed or failed; its work is sent and a stale one ignored by the receiver.</summary>
    private static readonly TimeSpan UnsettledFor = TimeSpan.FromHours(1);

    private readonly StorageClients _clients;
    private readonly DueTable _due;
    private readonly DueCursor _cursor;
    private readonly CommandMarkers _markers;
    private readonly RoutingTable _routes;
    private readonly IMessageSender _sender;
    private readonly TimeProvider _clock;
    private readonly ILogger<DrainDue> _logger;

    internal DrainDue(
        StorageClients clients,
        DueTable due,
        CommandMarkers markers,
        RoutingTable routes,
        IMessageSender sender,
        TimeProvider clock,
        ILogger<DrainDue> logger
    ) =>
        (_clients, _due, _cursor, _markers, _routes, _sender, _clock, _logger) = (
            clients,
            due,
            new DueCursor(due),
            markers,
            routes,
            sender,
            clock,
            logger
        );

    /// <summary>One run, until nothing is due or <paramref name="atMost"/> has passed.</summary>
    public async Task<DrainReport> RunAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var started = _clock.GetUtcNow();
        var from = await _cursor.StartAsync(started, cancellation);
        var report = new DrainReport(0, 0, 0);
        var oldest = started;
        await foreach (var page in PagesAsync(from, started, cancellation))
        {
            var outcomes = new Outcome[page.Count];
            await Parallel.ForEachAsync(
                Enumerable.Range(0, page.Count),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (index, token) => outcomes[index] = await TryAsync(page[index], token)
            );
            report = Add(report, outcomes);
            if (outcomes.Contains(Outcome.Failed) || _clock.GetUtcNow() - started > atMost)
            {
                // What is left stands at or behind this page's first hour: the cursor must not pass it.
                oldest = new[] { oldest, DueCursor.HourOf(page[0].Bucket) }.Min();
            }

            if (_clock.GetUtcNow() - started > atMost)
            {
                break;
            }
        }

        await _cursor.AdvanceAsync(started, oldest, cancellation);
        return report;
    }

    private async IAsyncEnumerable<List<DueRow>> PagesAsync(
        string from,
        DateTimeOffset now,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var last = DueRow.HourOf(now) + "-~";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {from} and PartitionKey le {last} and RowKey le {DueRow.KeyPrefix(now) + "~"}"
        );
        await foreach (var page in _due.Client.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellation).AsPages())
        {
            if (page.Values.Count > 0)
            {
                yield return [.. page.Values.Select(DueRow.FromEntity)];
            }
        }
    }

    private async Task<Outcome> TryAsync(DueRow row, CancellationToken cancellation)
    {
        try
        {
            var outcome = row.IsIntent ? await SweepAsync(row, cancellation) : await SendAsync(row, cancellation);
            await _due.RemoveAsync(row, cancellation);
            return outcome;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogLeft(_logger, row.Key, e);
            return Outcome.Failed;
        }
    }

    private async Task<Outcome> SweepAsync(DueRow row, CancellationToken cancellation)
    {
        var (table, partition, commandId) = row.Origin;
        if (await _markers.SettleAsync(table, partition, commandId, cancellation) is not { } marker)
        {
            return Outcome.Dropped;
        }

        var count = (int)(marker.LastSequence - marker.FirstSequence + 1);
        var rows =
            count == 0
                ? []
                : await _clients
                    .Table(table)
                    .RangeAsync(
                        partition,
                        RowKeys.Event(marker.FirstSequence),
                        RowKeys.Event(marker.LastSequence + 1),
                        count,
                        cancellation
                    );
        await Outbox.For(_routes, marker, rows.Select(AggregateRows.ToEvent), partition).SendAsync(_sender, cancellation);
        return Outcome.Sent;
    }

    private async Task<Outcome> SendAsync(DueRow row, CancellationToken cancellation)
    {
        var (table, partition, commandId) = row.Origin;
        var mayBeEarly = _clock.GetUtcNow() - row.Written < UnsettledFor;
        if (mayBeEarly && await _markers.SettleAsync(table, partition, commandId, cancellation) is null)
        {
            return Outcome.Dropped;
        }

        await _sender.SendAsync(row.Queue!, [row.Message!.ToOutgoing()], delay: null, cancellation);
        return Outcome.Sent;
    }

    private static DrainReport Add(DrainReport report, Outcome[] outcomes) =>
        new(
            report.Sent + outcomes.Count(outcome => outcome == Outcome.Sent),
            report.Dropped + outcomes.Count(outcome => outcome == Outcome.Dropped),
            report.Failed + outcomes.Count(outcome => outcome == Outcome.Failed)
        );

    private enum Outcome
    {
        Sent,
        Dropped,
        Failed,
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Due row {Key} stays for the next run")]
    private static partial void LogLeft(ILogger logger, string key, Exception exception);
}
