using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Requests;

/// <summary>A request as one read or commit saw it.</summary>
/// <param name="Version">For <c>ETag</c>.</param>
/// <param name="Replayed">An earlier call of the same command did it.</param>
internal sealed record KnownRequest(CreditRequest Request, long Version, bool Replayed = false);

/// <summary>Where requests are kept, which a member has, and which are open.</summary>
internal sealed class RequestStore(AggregateStore store, CommandRunner runner, SortedLists lists, PersonalVault vault)
{
    /// <summary>Requests that have been sent in, for officers; ended ones are removed by whoever reads.</summary>
    internal const string OpenList = "credits-requests-open";

    internal static readonly AggregateKind<CreditRequest> Kind = new(
        CreditsModule.Table,
        "credits.request",
        CreditsJson.Default.CreditRequest
    );

    private const string AccountsRow = "accounts";

    internal async Task<KnownRequest?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(id, "D", out _))
        {
            return null;
        }

        var snapshot = await store.ReadAsync(Kind, id, cancellation);
        return snapshot.State is { } request ? new KnownRequest(request, snapshot.Sequence) : null;
    }

    /// <summary>Null for anybody else's.</summary>
    internal async Task<KnownRequest?> FindOwnAsync(string memberId, string id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } known && known.Request.MemberId == memberId ? known : null;

    /// <summary>The request with the accounts that its money goes to; null after erasure too.</summary>
    internal async Task<(CreditRequest Request, PayeeAccounts Accounts)?> FindWithAccountsAsync(string id, CancellationToken cancellation)
    {
        var (snapshot, personal) = await store.ReadWithPersonalAsync(Kind, id, cancellation);
        return
            snapshot.State is { } request
            && vault.Open(id, personal) is { } key
            && personal.FirstOrDefault(row => row.Name == AccountsRow) is { Sealed.IsEmpty: false } row
            ? (request, key.Reveal(row, CreditsJson.Default.PayeeAccounts))
            : null;
    }

    /// <summary>Everything that happened, oldest first.</summary>
    internal async Task<IReadOnlyList<(DateTimeOffset At, RequestMoved Moved)>> StoryAsync(string id, CancellationToken cancellation)
    {
        var events = await store.ReadEventsAsync(Kind, id, 0, int.MaxValue, cancellation);
        return
        [
            .. events
                .Where(stored => stored.Type == RequestEvents.Moved.Type)
                .Select(stored => (stored.Time, RequestEvents.Moved.Read(stored))),
        ];
    }

    internal async Task<Result<KnownRequest>> StartAsync(
        RequestWalk started,
        PayeeAccounts accounts,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var request = started.Request;
        await lists.PutAsync(ListOf(request.MemberId), EntryOf(request), cancellation);
        var key = vault.Create(request.Id);
        var commit = CommitOf(started) with
        {
            Personal = [key.Row, key.Seal(AccountsRow, accounts, CreditsJson.Default.PayeeAccounts)],
            Due = [RequestEvents.Expiry(request)],
        };
        return await RunAsync(request.Id, command, before => before is null ? commit : CreditsErrors.NothingToDo, cancellation);
    }

    /// <summary>A command of a member or an officer.</summary>
    internal Task<Result<KnownRequest>> ChangeAsync(
        string id,
        CommandIdentity command,
        Func<CreditRequest, Result<RequestWalk>> decide,
        CancellationToken cancellation
    ) => RunAsync(id, command, before => before is null ? RequestErrors.NotFound : decide(before).Then(walk => Result(walk)), cancellation);

    /// <summary>The same with corrected accounts, sealed under the request's own key.</summary>
    internal async Task<Result<KnownRequest>> ChangeAccountsAsync(
        string id,
        CommandIdentity command,
        Func<CreditRequest, Result<RequestWalk>> decide,
        Func<PayeeAccounts, PayeeAccounts> correct,
        CancellationToken cancellation
    )
    {
        var (_, personal) = await store.ReadWithPersonalAsync(Kind, id, cancellation);
        if (vault.Open(id, personal) is not { } key || personal.FirstOrDefault(row => row.Name == AccountsRow) is not { } row)
        {
            return RequestErrors.NotFound;
        }

        var accounts = correct(key.Reveal(row, CreditsJson.Default.PayeeAccounts));
        var corrected = key.Seal(AccountsRow, accounts, CreditsJson.Default.PayeeAccounts);
        return await RunAsync(
            id,
            command,
            before =>
                before is null
                    ? RequestErrors.NotFound
                    : decide(before).Then<Commit<CreditRequest>>(walk => CommitOf(walk) with { Personal = [corrected] }),
            cancellation
        );
    }

    /// <summary>A message's turn: an error of the decision means that nothing is left to do.</summary>
    internal async Task<MessageOutcome> ApplyAsync(
        string id,
        MessageContext message,
        Func<CreditRequest, Result<RequestWalk>> decide,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            id,
            new CommandIdentity($"message-{message.Id}", message.Id, ""),
            before =>
                before.State is { } request && decide(request) is { IsSuccess: true } walk
                    ? CommitOf(walk.Value) with
                    {
                        InboxMessageId = message.Id,
                        TraceParent = message.Message.TraceParent,
                    }
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        return applied.Error == CreditsErrors.NothingToDo ? MessageOutcome.Done
            : applied.Error == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
            : MessageOutcome.From(applied);
    }

    /// <summary>Puts a request where officers look; before the commit that sends it in.</summary>
    internal Task ListOpenAsync(CreditRequest request, CancellationToken cancellation) =>
        lists.PutAsync(OpenList, EntryOf(request), cancellation);

    internal Task UnlistAsync(CreditRequest request, CancellationToken cancellation) =>
        lists.RemoveAsync(OpenList, EntryOf(request).Key, cancellation);

    internal Task<IReadOnlyList<ListEntry>> OpenAsync(string? after, int max, CancellationToken cancellation) =>
        lists.ReadAsync(OpenList, after, max, cancellation);

    internal Task<IReadOnlyList<ListEntry>> OfMemberAsync(string memberId, string? after, int max, CancellationToken cancellation) =>
        lists.ReadAsync(ListOf(memberId), after, max, cancellation);

    private async Task<Result<KnownRequest>> RunAsync(
        string id,
        CommandIdentity command,
        Func<CreditRequest?, Result<Commit<CreditRequest>>> decide,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            id,
            command,
            before => decide(before.State).Then<Commit<CreditRequest>>(commit => commit with { Answer = new IdempotencyRecord(200, id) }),
            cancellation
        );
        return applied switch
        {
            { Error: { } refused } when refused != CreditsErrors.NothingToDo => refused,
            { IsSuccess: true, Value: { State: { } state, Receipt: var receipt } } => new KnownRequest(state, receipt.Sequence),
            _ => (await FindAsync(id, cancellation))! with { Replayed = true },
        };
    }

    private static Result<Commit<CreditRequest>> Result(RequestWalk walk) => CommitOf(walk);

    private static Commit<CreditRequest> CommitOf(RequestWalk walk) => RequestCommits.Of(walk);

    private static string ListOf(string memberId) => $"credits-requests-{memberId}";

    private static ListEntry EntryOf(CreditRequest request) => new($"{(request.ExpiresAt).UtcTicks:D19}|{request.Id}", request.Id);
}
