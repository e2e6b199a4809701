using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Documents;

/// <summary>Where documents are kept: one partition each, and per member a list, newest first.</summary>
internal sealed class DocumentStore(AggregateStore store, CommandRunner runner, SortedLists lists)
{
    internal static readonly AggregateKind<ContractDocument> Kind = new(
        ContractsModule.Table,
        "contracts.document",
        ContractsJson.Default.ContractDocument
    );

    internal static readonly EventKind<DocumentTermEnded> SigningEnded = new(
        "contracts.signing-ended",
        ContractsJson.Default.DocumentTermEnded
    );

    internal static readonly EventKind<DocumentTermEnded> RetentionEnded = new(
        "contracts.retention-ended",
        ContractsJson.Default.DocumentTermEnded
    );

    internal static readonly EventKind<DocumentTermEnded> FilesRemoved = new(
        "contracts.files-removed",
        ContractsJson.Default.DocumentTermEnded
    );

    internal async Task<Snapshot<ContractDocument>> ReadAsync(string id, CancellationToken cancellation) =>
        Guid.TryParseExact(id, "D", out _)
            ? await store.ReadAsync(Kind, id, cancellation)
            // Other aggregates of the table have longer names: a path must not reach them.
            : new Snapshot<ContractDocument>(id, null);

    /// <summary>Null when there is no such document or it is somebody else's: the caller cannot tell which.</summary>
    internal async Task<Snapshot<ContractDocument>?> FindAsync(string id, string memberId, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) is { State: { } document } found && document.MemberId == memberId ? found : null;

    /// <summary>Keeps a new document; one that is there already wins.</summary>
    internal async Task<Result<ContractDocument>> AddAsync(ContractDocument document, NewEvent happened, CancellationToken cancellation)
    {
        await lists.PutAsync(ListOf(document.MemberId), new ListEntry(KeyOf(document), document.Id), cancellation);
        await lists.PutAsync(ShelfOf(document.Id), new ListEntry(document.Id, document.Id), cancellation);
        var commit = new Commit<ContractDocument>(document)
        {
            Events = [happened],
            Due = document.SignUntil is { } until ? [DueAt(until, SigningEnded, document.Id)] : [],
        };
        var command = new CommandIdentity("put", "put", "");
        var added = await runner.RunAsync<ContractDocument>(
            Kind,
            document.Id,
            command,
            before => before.State is null ? commit : IsThere,
            cancellation
        );
        return added switch
        {
            { Value.State: { } state } when added.IsSuccess => state,
            { IsSuccess: true } => (await ReadAsync(document.Id, cancellation)).State!,
            { Error: var error } when error == IsThere => (await ReadAsync(document.Id, cancellation)).State!,
            { Error: var error } => error!,
        };
    }

    /// <summary>A command's turn; the repetition of one that was taken reads what it left.</summary>
    internal async Task<Result<ContractDocument>> ChangeAsync(
        string id,
        CommandIdentity command,
        Func<ContractDocument, Result<Commit<ContractDocument>>> decide,
        CancellationToken cancellation
    )
    {
        var changed = await runner.RunAsync(
            Kind,
            id,
            command,
            before => before.State is { } state ? decide(state) : ContractErrors.NotFound,
            cancellation
        );
        return changed.Error is { } refused ? refused
            : changed.Value.State is { } after ? after
            : (await ReadAsync(id, cancellation)).State!;
    }

    /// <summary>A message's turn; a refusal means that nothing is left to do.</summary>
    internal async Task<MessageOutcome> ApplyAsync(
        string id,
        MessageContext message,
        Func<ContractDocument, Result<Commit<ContractDocument>>> decide,
        CancellationToken cancellation
    )
    {
        var applied = await ChangeAsync(
            id,
            new CommandIdentity($"message-{message.Id}", message.Id, ""),
            before => decide(before).Then<Commit<ContractDocument>>(commit => commit with { InboxMessageId = message.Id }),
            cancellation
        );
        return applied.Error == StorageErrors.PreconditionFailed
            ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
            : MessageOutcome.Done;
    }

    /// <summary>A page of a member's documents, newest first.</summary>
    internal async Task<(IReadOnlyList<ContractDocument> Documents, string? Next)> ListAsync(
        string memberId,
        string? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var entries = await lists.ReadAsync(ListOf(memberId), after, limit, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => ReadAsync(entry.Subject, cancellation)));
        return ([.. found.Select(one => one.State).OfType<ContractDocument>()], entries.Count == limit ? entries[^1].Key : null);
    }

    /// <summary>Some documents of one shelf, from a random place on; ids are spread evenly, so every document is as likely.</summary>
    internal async Task<IReadOnlyList<ContractDocument>> SampleAsync(int shelf, string place, int most, CancellationToken cancellation)
    {
        var name = NameOfShelf(shelf);
        var entries = await lists.ReadAsync(name, $"{shelf:x2}{place}", most, cancellation);
        entries = entries.Count == 0 ? await lists.ReadAsync(name, null, most, cancellation) : entries;
        var found = await Task.WhenAll(entries.Select(entry => ReadAsync(entry.Subject, cancellation)));
        return [.. found.Select(one => one.State).OfType<ContractDocument>().Where(one => one.Status != DocumentStatus.Lapsed)];
    }

    /// <summary>Documents stand on shelves by the first byte of their id.</summary>
    internal const int Shelves = 256;

    internal static DueWork DueAt(DateTimeOffset at, EventKind<DocumentTermEnded> kind, string documentId)
    {
        var message = kind.With(new DocumentTermEnded(documentId, at));
        return new DueWork(at, ContractsModule.EventQueue, message.Type, message.Version, message.Data);
    }

    private static string ListOf(string memberId) => $"contracts-{memberId}";

    private static string ShelfOf(string id) => $"contracts-shelf-{id[..2]}";

    private static string NameOfShelf(int shelf) => $"contracts-shelf-{shelf:x2}";

    private static string KeyOf(ContractDocument document) => $"{long.MaxValue - document.CreatedAt.UtcTicks:D19}|{document.Id}";

    private static readonly Error IsThere = Error.Conflict("contracts.document-is-there");
}

/// <param name="At">The term that was meant.</param>
internal sealed record DocumentTermEnded(string DocumentId, DateTimeOffset At);
