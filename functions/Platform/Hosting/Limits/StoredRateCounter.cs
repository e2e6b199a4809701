using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Serverless.Platform.Hosting.Limits;

/// <summary>
/// One row per principal and policy in a table, replaced under its ETag. When five tries in a row meet somebody else's the permit is
/// refused: so many calls at once for one principal are what the limit is for.
/// </summary>
internal sealed class StoredRateCounter(Func<TableClient> table, TimeProvider time) : IRateCounter
{
    internal const string Table = "RateLimits";
    private const int Tries = 5;
    private static readonly TimeSpan AfterContention = TimeSpan.FromSeconds(1);

    public async Task<TimeSpan?> TakeAsync(RateLimitPolicy policy, string principal, CancellationToken cancellation)
    {
        var key = RateWindow.KeyOf(policy, principal);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var window = RateWindow.At(time.GetUtcNow(), policy);
            var row = await FindAsync(key, cancellation);
            var taken = row?.GetInt64("window") == window.Number ? row.GetInt32("taken") ?? 0 : 0;
            if (taken >= policy.Permits)
            {
                return window.Left;
            }

            if (await KeepAsync(key, window.Number, taken + 1, row?.ETag, cancellation))
            {
                return null;
            }
        }

        return AfterContention;
    }

    private async Task<TableEntity?> FindAsync(string key, CancellationToken cancellation)
    {
        var found = await table().GetEntityIfExistsAsync<TableEntity>(key, "c", null, cancellation);
        return found.HasValue ? found.Value : null;
    }

    private async Task<bool> KeepAsync(string key, long window, int taken, ETag? seen, CancellationToken cancellation)
    {
        var row = new TableEntity(key, "c")
        {
            ["window"] = window,
            ["taken"] = taken,
            ["schemaVersion"] = 1,
        };
        try
        {
            await (
                seen is { } tag
                    ? table().UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellation)
                    : table().AddEntityAsync(row, cancellation)
            );
            return true;
        }
        catch (RequestFailedException conflict)
            when (conflict.Status is 409 or 412 || conflict.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return false;
        }
    }
}
