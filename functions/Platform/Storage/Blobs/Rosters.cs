using System.IO.Hashing;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Serverless.Platform.Storage;

/// <summary>
/// The ids of everything of one kind (decision 16), so that a job over all members reads a few blobs and never scans a table. Appending
/// is at-least-once, reading removes the doubles.
/// </summary>
public sealed class Rosters
{
    internal const string Container = "rosters";

    /// <summary>An append blob takes 50,000 blocks; 64 of them hold three million ids even when each comes alone.</summary>
    public const int Shards = 64;

    private const int ShardsAtOnce = 16;
    private readonly StorageClients _clients;

    internal Rosters(StorageClients clients) => _clients = clients;

    /// <summary>Adds ids, one append per shard that is touched. An id holds no line break.</summary>
    public async Task AddAsync(string roster, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            ids.GroupBy(ShardOf),
            new ParallelOptions { MaxDegreeOfParallelism = ShardsAtOnce, CancellationToken = cancellation },
            async (shard, token) =>
            {
                var lines = Encoding.UTF8.GetBytes(string.Concat(shard.Select(id => id + "\n")));
                await AppendAsync(Blob(roster, shard.Key), lines, token);
            }
        );
    }

    /// <summary>The ids of one shard, each once, sorted: the same order on every read as long as nobody joins.</summary>
    public async Task<IReadOnlyList<string>> ReadShardAsync(string roster, int shard, CancellationToken cancellation)
    {
        try
        {
            var content = await Blob(roster, shard).DownloadContentAsync(cancellation);
            var lines = content.Value.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return [.. lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return [];
        }
    }

    /// <summary>Every id, shard by shard.</summary>
    public async IAsyncEnumerable<string> ReadAsync(
        string roster,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            foreach (var id in await ReadShardAsync(roster, shard, cancellation))
            {
                yield return id;
            }
        }
    }

    private static async Task AppendAsync(AppendBlobClient blob, byte[] lines, CancellationToken cancellation)
    {
        try
        {
            using var content = new MemoryStream(lines, writable: false);
            await blob.AppendBlockAsync(content, cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await CreateAsync(blob, cancellation);
            using var content = new MemoryStream(lines, writable: false);
            await blob.AppendBlockAsync(content, cancellationToken: cancellation);
        }
    }

    private static async Task CreateAsync(AppendBlobClient blob, CancellationToken cancellation)
    {
        try
        {
            await blob.CreateAsync(
                new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellation
            );
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another process created it in between; never overwrite what it appended.
        }
    }

    private static int ShardOf(string id) => (int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(id)) % Shards);

    private AppendBlobClient Blob(string roster, int shard) =>
        _clients
            .Container(Container)
            .GetAppendBlobClient(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{roster}/{shard:D2}"));
}
