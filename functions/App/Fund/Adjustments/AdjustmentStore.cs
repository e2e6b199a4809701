using System.Globalization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Adjustments;

/// <summary>A correction as one read or commit saw it.</summary>
internal sealed record KnownAdjustment(Adjustment State, long Version);

/// <summary>Where corrections are kept: one aggregate per corrected posting, and the list of those that wait.</summary>
internal sealed class AdjustmentStore(AggregateStore store, CommandRunner runner, SortedLists lists, DerivedIds ids)
{
    private const string Waiting = "fund-adjustments";

    private static readonly AggregateKind<Adjustment> Kind = new(FundModule.Table, "fund.adjustment", FundJson.Default.Adjustment);

    /// <summary>Goes to this context's own queue: an approved correction is posted.</summary>
    internal static readonly EventKind<AdjustmentMoved> Moved = new("fund.adjustment-moved", FundJson.Default.AdjustmentMoved);

    internal string IdOf(string memberId, long posting) =>
        ids.For(memberId, "fund/adjustment", posting.ToString(CultureInfo.InvariantCulture));

    internal async Task<KnownAdjustment?> FindAsync(string id, CancellationToken cancellation)
    {
        // Partitions of other aggregates have other names: a path must not reach them.
        if (!Guid.TryParseExact(id, "D", out _))
        {
            return null;
        }

        var snapshot = await store.ReadAsync(Kind, id, cancellation);
        return snapshot.State is { } state ? new KnownAdjustment(state, snapshot.Sequence) : null;
    }

    /// <param name="act">Of <see cref="AdjustmentMoved"/>.</param>
    /// <param name="seen">The version that was decided on; null where any will do.</param>
    internal async Task<Result<KnownAdjustment>> StepAsync(
        string id,
        CommandIdentity command,
        (string Act, string By) act,
        Func<Adjustment?, Result<Adjustment>> decide,
        CancellationToken cancellation,
        long? seen = null
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            id,
            command,
            before =>
                seen is { } version && version != before.Sequence
                    ? StorageErrors.PreconditionFailed
                    : decide(before.State)
                        .Then<Commit<Adjustment>>(after => new Commit<Adjustment>(after)
                        {
                            Events = [Moved.With(new AdjustmentMoved(after.Id, after.MemberId, after.Round, act.Act, act.By))],
                        }),
            cancellation
        );
        return applied.Error is { } refused ? refused : (await FindAsync(id, cancellation))!;
    }

    /// <summary>Before the commit that proposes: a crash in between leaves an entry that a reader takes off.</summary>
    internal Task ListAsync(Adjustment proposed, CancellationToken cancellation) =>
        lists.PutAsync(Waiting, new ListEntry(KeyOf(proposed), proposed.Id), cancellation);

    /// <summary>Those that wait for a second person, oldest first.</summary>
    internal async Task<(IReadOnlyList<KnownAdjustment> Items, string? Next)> WaitingAsync(
        string? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var entries = await lists.ReadAsync(Waiting, after, limit, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)));
        var waiting = new List<KnownAdjustment>(entries.Count);
        foreach (var (entry, known) in entries.Zip(found))
        {
            if (known is { State.Status: AdjustmentStatus.Proposed } && KeyOf(known.State) == entry.Key)
            {
                waiting.Add(known);
            }
            else if (known is not null)
            {
                await lists.RemoveAsync(Waiting, entry.Key, cancellation);
            }
        }

        return (waiting, entries.Count == limit ? entries[^1].Key : null);
    }

    private static string KeyOf(Adjustment adjustment) =>
        string.Create(CultureInfo.InvariantCulture, $"{adjustment.ProposedAt.UtcTicks:D19}|{adjustment.Id}");
}
