using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Accounts;

/// <summary>What a posting command came to.</summary>
/// <param name="Posted">What this call posted; empty when an earlier call of the same command did.</param>
/// <param name="IsNew">False when an earlier call of the same command did it.</param>
internal sealed record AccountPosted(IndividualAccount Account, IReadOnlyList<Posting> Posted, bool IsNew);

/// <summary>Where accounts are kept, and the one way to post to them.</summary>
internal sealed class AccountStore(AggregateStore store, CommandRunner runner, Rosters rosters)
{
    internal static readonly AggregateKind<IndividualAccount> Kind = new(
        FundModule.Table,
        "fund.account",
        FundJson.Default.IndividualAccount
    );

    /// <summary>Every account, for the jobs over all of them.</summary>
    internal const string Roster = "fund-accounts";

    private const int EventsPerRead = 1000;

    /// <summary>One point read.</summary>
    internal async Task<IndividualAccount?> FindAsync(string memberId, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, memberId, cancellation)).State;

    internal Task<Snapshot<IndividualAccount>> ReadAsync(string memberId, CancellationToken cancellation) =>
        store.ReadAsync(Kind, memberId, cancellation);

    /// <summary>The account's events up to a number, oldest first.</summary>
    internal async Task<IReadOnlyList<StoredEvent>> LedgerAsync(string memberId, long upTo, CancellationToken cancellation)
    {
        var events = new List<StoredEvent>();
        while (events.Count < upTo)
        {
            var after = events.Count == 0 ? 0 : events[^1].Sequence;
            var page = await store.ReadEventsAsync(Kind, memberId, after, EventsPerRead, cancellation);
            events.AddRange(page.Where(e => e.Sequence <= upTo));
            if (page.Count < EventsPerRead)
            {
                break;
            }
        }

        return events;
    }

    /// <summary>Decides and posts once for a command, however often it comes.</summary>
    internal async Task<Result<AccountPosted>> PostAsync(
        string memberId,
        CommandIdentity command,
        Func<IndividualAccount?, Result<AccountChange>> decide,
        CancellationToken cancellation,
        string? inbox = null
    ) => await PostAsync(await ReadAsync(memberId, cancellation), command, decide, cancellation, inbox);

    /// <param name="known">The account as a read has just seen it; when somebody was quicker it is read again.</param>
    /// <param name="decide">Pure.</param>
    /// <param name="inbox">The message that this answers.</param>
    internal async Task<Result<AccountPosted>> PostAsync(
        Snapshot<IndividualAccount> known,
        CommandIdentity command,
        Func<IndividualAccount?, Result<AccountChange>> decide,
        CancellationToken cancellation,
        string? inbox = null
    )
    {
        if (known.State is null)
        {
            await ListAsync([known.Id], cancellation);
        }

        return await PostListedAsync(known, command, decide, cancellation, inbox);
    }

    /// <summary>Lists accounts that are about to be: before they exist, so that no job over all accounts can miss one.</summary>
    internal Task ListAsync(IEnumerable<string> memberIds, CancellationToken cancellation) =>
        rosters.AddAsync(Roster, [.. memberIds], cancellation);

    /// <summary>Posts to an account that is there, or that <see cref="ListAsync"/> has listed.</summary>
    internal async Task<Result<AccountPosted>> PostListedAsync(
        Snapshot<IndividualAccount> known,
        CommandIdentity command,
        Func<IndividualAccount?, Result<AccountChange>> decide,
        CancellationToken cancellation,
        string? inbox = null
    )
    {
        var first = decide(known.State);
        if (first.IsSuccess)
        {
            var receipt = await store.CommitAsync(Kind, known, command, CommitOf(first.Value, inbox), cancellation);
            if (receipt.Error != StorageErrors.PreconditionFailed)
            {
                return receipt.Error is { } failed ? failed
                    : receipt.Value.Outcome == CommitOutcome.Committed
                        ? new AccountPosted(first.Value.After, first.Value.Postings, IsNew: true)
                    : await EarlierAsync(known.Id, cancellation);
            }
        }

        return await PostAgainAsync(known.Id, command, decide, inbox, cancellation);
    }

    /// <summary>After a refusal or a race: reads again, and asks for the command's own receipt before it believes the refusal.</summary>
    private async Task<Result<AccountPosted>> PostAgainAsync(
        string memberId,
        CommandIdentity command,
        Func<IndividualAccount?, Result<AccountChange>> decide,
        string? inbox,
        CancellationToken cancellation
    )
    {
        AccountChange? change = null;
        var applied = await runner.RunAsync(
            Kind,
            memberId,
            command,
            before => decide(before.State).Then<Commit<IndividualAccount>>(decided => CommitOf(change = decided, inbox)),
            cancellation
        );
        return applied switch
        {
            { Error: { } refused } => refused,
            { Value.State: { } state } => new AccountPosted(state, change!.Postings, IsNew: true),
            _ => await EarlierAsync(memberId, cancellation),
        };
    }

    private async Task<AccountPosted> EarlierAsync(string memberId, CancellationToken cancellation) =>
        new((await FindAsync(memberId, cancellation))!, [], IsNew: false);

    private static Commit<IndividualAccount> CommitOf(AccountChange change, string? inbox) =>
        new(change.After) { Events = [.. change.Postings.Select(PostingEvents.Of)], InboxMessageId = inbox };
}
