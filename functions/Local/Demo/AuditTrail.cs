using System.Text;
using Serverless.Platform.Storage;

namespace Serverless.Local.Demo;

/// <summary>What stands in the event chains, read from the tables themselves and not through App.</summary>
/// <param name="chains">Null where there is no storage to read.</param>
internal sealed class AuditTrail(EventChains? chains)
{
    internal static AuditTrail None { get; } = new(null);

    /// <summary>Events of one type since a moment, each as its type and its data.</summary>
    /// <param name="about">An id that the data must name.</param>
    internal async Task<IReadOnlyList<string>> FindAsync(string type, string about, DateTimeOffset since, CancellationToken cancellation)
    {
        var found = new List<string>();
        if (chains is null)
        {
            return found;
        }

        await foreach (var chain in chains.StandingAsync(since, cancellation))
        {
            var events = await chains.ReadAsync(chain.Chain, cancellation);
            found.AddRange(
                events
                    .Where(one => one.Type == type && one.Time >= since)
                    .Select(one => Encoding.UTF8.GetString(one.Data.Span))
                    .Where(data => data.Contains(about, StringComparison.Ordinal))
                    .Select(data => $"{type} {data}")
            );
        }

        return found;
    }
}
