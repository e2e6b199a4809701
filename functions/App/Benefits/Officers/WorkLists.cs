using System.Globalization;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Lists;

namespace Serverless.App.Benefits.Officers;

/// <summary>
/// What waits for which role, oldest claim first. A claim is put where it belongs after each change; the entry names the visit, and a
/// reader who looks at the claim removes those of visits that are over, so that no race of two changes loses one.
/// </summary>
internal sealed class WorkLists(SortedLists lists, ClaimStore claims)
{
    internal Task PutAsync(BenefitClaim claim, CancellationToken cancellation) =>
        Task.WhenAll(
            WorkRules.QueuesOf(claim).Select(queue => lists.PutAsync(ListOf(queue), new ListEntry(KeyOf(claim), claim.Id), cancellation))
        );

    /// <summary>A page of one queue.</summary>
    internal async Task<(IReadOnlyList<KnownClaim> Claims, string? Next)> PageAsync(
        string queue,
        string? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var entries = await lists.ReadAsync(ListOf(queue), after, limit, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => claims.FindAsync(entry.Subject, cancellation)));
        var waiting = new List<KnownClaim>(entries.Count);
        foreach (var (entry, claim) in entries.Zip(found))
        {
            if (claim is not null && KeyOf(claim.State) == entry.Key && WorkRules.QueuesOf(claim.State).Contains(queue))
            {
                waiting.Add(claim);
            }
            else if (claim is not null)
            {
                await lists.RemoveAsync(ListOf(queue), entry.Key, cancellation);
            }
        }

        return (waiting, entries.Count == limit ? entries[^1].Key : null);
    }

    private static string ListOf(string queue) => $"benefits-{queue}";

    private static string KeyOf(BenefitClaim claim) =>
        string.Create(CultureInfo.InvariantCulture, $"{claim.RegisteredAt.UtcTicks:D19}|{claim.Id}|{claim.Since.UtcTicks:D19}");
}
