using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;

namespace Serverless.Platform.Messaging.Receiving;

/// <summary>
/// Messages that were taken off a queue without being applied, kept for people: table <c>rejections</c>, partition = function and day,
/// row = hash of the body, so that the same message delivered twice is one record. Kept 90 days (decision 8's clean-up age).
/// </summary>
internal sealed class RejectionLog(TableClient table, TimeProvider time)
{
    internal const string Table = "rejections";
    private const int ColumnBytes = 64 * 1024;

    /// <summary>Columns of body kept; a longer body is cut, its length and hash are not.</summary>
    private const int Columns = 4;

    /// <param name="kind"><c>invalid</c> or <c>poison</c>.</param>
    internal async Task AddAsync(string kind, string function, string code, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var row = new TableEntity($"{function}|{day}", Convert.ToHexStringLower(SHA256.HashData(body.Span)))
        {
            ["schemaVersion"] = 1,
            ["kind"] = kind,
            ["code"] = code,
            ["at"] = now,
            ["length"] = body.Length,
        };
        for (var column = 0; column < Columns && column * ColumnBytes < body.Length; column++)
        {
            var from = column * ColumnBytes;
            row[$"d{column}"] = body.Slice(from, Math.Min(ColumnBytes, body.Length - from)).ToArray();
        }

        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }
}
