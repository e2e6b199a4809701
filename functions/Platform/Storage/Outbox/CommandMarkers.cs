using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform.Storage;

/// <summary>Reads markers, and settles for the sweep whether a command happened (decision 10).</summary>
internal sealed class CommandMarkers(StorageClients clients, TimeProvider clock)
{
    private const int MaxRounds = 20;

    internal async Task<CommandMarker?> FindAsync(string table, string partition, string commandId, CancellationToken cancellation) =>
        await clients.Table(table).FindAsync(partition, RowKeys.Marker(commandId), cancellation) is { } row
            ? CommandMarker.FromRow(row)
            : null;

    /// <summary>
    /// Answers the marker of a command that happened, or null after making sure that no attempt known so far can still happen:
    /// a marker written as cancelled stops every batch that inserts it, a cancelled marker written again stops every batch that
    /// means to replace the old one.
    /// </summary>
    internal async Task<CommandMarker?> SettleAsync(string table, string partition, string commandId, CancellationToken cancellation)
    {
        var client = clients.Table(table);
        for (var round = 0; round < MaxRounds; round++)
        {
            var found = await FindAsync(table, partition, commandId, cancellation);
            if (found is { IsCommitted: true })
            {
                return found;
            }

            var row = new CommandMarker(commandId, IsCommitted: false).ToRow(partition, clock.GetUtcNow());
            try
            {
                await (
                    found is null
                        ? client.AddEntityAsync(row, cancellation)
                        : client.UpdateEntityAsync(row, found.ETag, TableUpdateMode.Replace, cancellation)
                );
                return null;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                // Somebody was quicker, the command itself or another sweep: look again.
            }
        }

        throw new InvalidOperationException("A command's marker does not come to rest");
    }
}
