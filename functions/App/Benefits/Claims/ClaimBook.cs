using System.Collections.Immutable;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claims;

/// <summary>
/// The claims of one member, so that there is never a second open one about the same money: retirement and invalidity spend the
/// account, a refund does not. A death has a place of its own: it is taken in whatever else is open, and ends that.
/// </summary>
/// <param name="Current">The last claim of each slot; whether it is still open its own row says.</param>
/// <param name="ClaimIds">Every claim ever reserved, oldest first.</param>
internal sealed record ClaimBook(string MemberId, ImmutableDictionary<string, string> Current, ImmutableArray<string> ClaimIds);

/// <summary>Where the books are kept: partition <c>book-{member}</c>.</summary>
internal sealed class ClaimBooks(AggregateStore store, CommandRunner runner, ClaimStore claims)
{
    private static readonly AggregateKind<ClaimBook> Kind = new(ClaimStore.Table, "benefits.claim-book", BenefitsJson.Default.ClaimBook);

    /// <summary>
    /// The id under which a new claim of this kind may be registered: the wanted one, or that of a reservation that never came to be, so
    /// that a crash in between blocks nobody. A claim that is open under it refuses the registration itself.
    /// </summary>
    internal async Task<Result<string>> ReserveAsync(string memberId, BenefitKind kind, string wanted, CancellationToken cancellation)
    {
        var slot = SlotOf(kind);
        var before = await ReadAsync(memberId, cancellation);
        var death = await OpenDeathAsync(before, cancellation);
        if (death is not null)
        {
            return kind == BenefitKind.Death ? death : BenefitErrors.ClaimOpen;
        }

        var current = before?.Current.GetValueOrDefault(slot);
        if (current is not null && !await IsOverAsync(current, cancellation))
        {
            return current;
        }

        // The old holder is named in the command: another caller who reserved in the meantime is met, not overwritten.
        var command = new CommandIdentity($"reserve-{slot}-{wanted}", wanted, "");
        var reserved = await runner.RunAsync(Kind, IdOf(memberId), command, book => Decide(book.State), cancellation);
        if (reserved.Error is { } refused && refused != BenefitErrors.ClaimOpen)
        {
            return refused;
        }

        return (await ReadAsync(memberId, cancellation))!.Current[slot];

        Result<Commit<ClaimBook>> Decide(ClaimBook? book)
        {
            var now = book ?? new ClaimBook(memberId, ImmutableDictionary<string, string>.Empty, []);
            return
                now.Current.GetValueOrDefault(slot) == current
                && now.Current.GetValueOrDefault(Death) == before?.Current.GetValueOrDefault(Death)
                ? new Commit<ClaimBook>(
                    now with
                    {
                        Current = now.Current.SetItem(slot, wanted),
                        ClaimIds = now.ClaimIds.Contains(wanted) ? now.ClaimIds : now.ClaimIds.Add(wanted),
                    }
                )
                : BenefitErrors.ClaimOpen;
        }
    }

    /// <summary>The member's claims, newest first.</summary>
    internal async Task<IReadOnlyList<KnownClaim>> OfAsync(string memberId, CancellationToken cancellation)
    {
        var ids = (await ReadAsync(memberId, cancellation))?.ClaimIds ?? [];
        var found = await Task.WhenAll(ids.TakeLast(MostShown).Reverse().Select(id => claims.FindAsync(id, cancellation)));
        return [.. found.OfType<KnownClaim>()];
    }

    /// <summary>The death claim that is open, or about to be; null when no death was reported.</summary>
    internal async Task<string?> OpenDeathAsync(string memberId, CancellationToken cancellation) =>
        await OpenDeathAsync(await ReadAsync(memberId, cancellation), cancellation);

    /// <summary>The member's own claim that spends the account and has not ended.</summary>
    internal async Task<KnownClaim?> OpenExitAsync(string memberId, CancellationToken cancellation) =>
        (await ReadAsync(memberId, cancellation))?.Current.GetValueOrDefault(Exit) is { } id
        && await claims.FindAsync(id, cancellation) is { } known
        && known.State.Kind != BenefitKind.Death
        && !ClaimMoveRules.IsEnded(known.State.Status)
            ? known
            : null;

    /// <summary>Books of before deaths had their own place keep one where the other claims are.</summary>
    private async Task<string?> OpenDeathAsync(ClaimBook? book, CancellationToken cancellation)
    {
        if (book?.Current.GetValueOrDefault(Death) is { } own && !await IsOverAsync(own, cancellation))
        {
            return own;
        }

        return
            book?.Current.GetValueOrDefault(Exit) is { } shared
            && await claims.FindAsync(shared, cancellation) is { State: { Kind: BenefitKind.Death } claim }
            && !ClaimMoveRules.IsEnded(claim.Status)
            ? shared
            : null;
    }

    private static string SlotOf(BenefitKind kind) =>
        kind switch
        {
            BenefitKind.Refund => "refund",
            BenefitKind.Death => Death,
            _ => Exit,
        };

    private async Task<bool> IsOverAsync(string claimId, CancellationToken cancellation) =>
        await claims.FindAsync(claimId, cancellation) is { } known && ClaimMoveRules.IsEnded(known.State.Status);

    private async Task<ClaimBook?> ReadAsync(string memberId, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, IdOf(memberId), cancellation)).State;

    private static string IdOf(string memberId) => $"book-{memberId}";

    private const string Exit = "exit";
    private const string Death = "death";
    private const int MostShown = 50;
}
