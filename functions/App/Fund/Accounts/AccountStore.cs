using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Accounts;

/// <summary>What a posting command came to.</summary>
/// <param name="Posted">What this call, or an earlier one of the same command, posted; empty when it was an earlier one and nobody asked.</param>
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
    /// <param name="decide">Pure; a change without postings commits nothing.</param>
    internal async Task<Result<AccountPosted>> PostAsync(
        string memberId,
        CommandIdentity command,
        Func<IndividualAccount?, Result<AccountChange>> decide,
        CancellationToken cancellation,
        string? inbox = null
    )
    {
        if (await store.ReadAsync(Kind, memberId, cancellation) is { State: null })
        {
            // Before the account exists, so that no job over all accounts can miss it.
            await rosters.AddAsync(Roster, [memberId], cancellation);
        }

        AccountChange? change = null;
        var applied = await runner.RunAsync(
            Kind,
            memberId,
            command,
            before =>
                decide(before.State)
                    .Then<Commit<IndividualAccount>>(decided =>
                    {
                        change = decided;
                        return new Commit<IndividualAccount>(decided.After)
                        {
                            Events = [.. decided.Postings.Select(PostingEvents.Of)],
                            InboxMessageId = inbox,
                        };
                    }),
            cancellation
        );
        return applied switch
        {
            { Error: { } refused } => refused,
            { Value.State: { } state } => new AccountPosted(state, change!.Postings, IsNew: true),
            _ => new AccountPosted((await FindAsync(memberId, cancellation))!, [], IsNew: false),
        };
    }
}
