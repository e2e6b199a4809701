using System.Globalization;
using Azure.Data.Tables;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Due;

/// <summary>
/// Where a drain starts, so that the hours of past months are not read every minute. Two days stay in view always, and the first run of
/// each UTC day reads everything, so that a row which came late into an old hour is found.
/// </summary>
internal sealed class DueCursor(DueTable due)
{
    private const string Partition = "cursor";
    private static readonly TimeSpan InView = TimeSpan.FromHours(48);

    internal async Task<string> StartAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await due.Client.FindAsync(Partition, "drain", cancellation);
        var fullScan = row?.GetDateTimeOffset("fullScan");
        return row is null || fullScan is null || fullScan.Value.UtcDateTime.Date != now.UtcDateTime.Date ? "0" : row.GetString("hour");
    }

    /// <param name="oldest">Nothing due is left before this hour.</param>
    internal async Task AdvanceAsync(DateTimeOffset now, DateTimeOffset oldest, CancellationToken cancellation)
    {
        var hour = oldest < now - InView ? oldest : now - InView;
        var row = new TableEntity(Partition, "drain")
        {
            ["hour"] = DueRow.HourOf(hour),
            ["fullScan"] = now,
            ["schemaVersion"] = 1,
        };
        await due.Client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    internal static DateTimeOffset HourOf(string bucket) =>
        DateTimeOffset.ParseExact(bucket.AsSpan(0, 10), "yyyyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
