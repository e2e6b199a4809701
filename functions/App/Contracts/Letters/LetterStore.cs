using Serverless.App.Contracts.Messages.Templates;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Letters;

/// <summary>A member's letters as one read saw them.</summary>
/// <param name="Key">Null before the first letter and after erasure.</param>
internal sealed record KnownLetters(LetterBook Book, PersonalKey? Key, IReadOnlyList<PersonalRow> Personal)
{
    /// <summary>Whom a letter names; null after erasure.</summary>
    internal BeneficiaryLetter? PeopleOf(int version) =>
        Key is { } key && Personal.FirstOrDefault(row => row.Name == LetterStore.RowOf(version)) is { Sealed.IsEmpty: false } row
            ? key.Reveal(row, ContractsJson.Default.BeneficiaryLetter)
            : null;
}

/// <summary>Where letters are kept: partition <c>letters-{member}</c>, the people in rows under the member's own key (decision 14).</summary>
internal sealed class LetterStore(AggregateStore store, CommandRunner runner, PersonalVault vault)
{
    internal static readonly AggregateKind<LetterBook> Kind = new(
        ContractsModule.Table,
        "contracts.letters",
        ContractsJson.Default.LetterBook
    );

    internal async Task<KnownLetters> ReadAsync(string memberId, CancellationToken cancellation)
    {
        var id = IdOf(memberId);
        var (snapshot, personal) = await store.ReadWithPersonalAsync(Kind, id, cancellation);
        return new KnownLetters(snapshot.State ?? new LetterBook(memberId), vault.Open(id, personal), personal);
    }

    /// <summary>The row that keeps a letter's people, and with the first one the key that opens it.</summary>
    internal IReadOnlyList<PersonalRow> Seal(KnownLetters known, BeneficiaryLetter people)
    {
        var key = known.Key ?? vault.Create(IdOf(known.Book.MemberId));
        return [key.Row, key.Seal(RowOf(people.Version), people, ContractsJson.Default.BeneficiaryLetter)];
    }

    internal async Task<Result<LetterBook>> ChangeAsync(
        string memberId,
        CommandIdentity command,
        Func<LetterBook, Result<Commit<LetterBook>>> decide,
        CancellationToken cancellation
    )
    {
        var changed = await runner.RunAsync(
            Kind,
            IdOf(memberId),
            command,
            before => decide(before.State ?? new LetterBook(memberId)),
            cancellation
        );
        return changed.Error is { } refused ? refused
            : changed.Value.State is { } after ? after
            : (await ReadAsync(memberId, cancellation)).Book;
    }

    /// <summary>A message's turn; a refusal means that nothing is left to do.</summary>
    internal async Task<MessageOutcome> ApplyAsync(
        string memberId,
        MessageContext message,
        Func<LetterBook, Result<Commit<LetterBook>>> decide,
        CancellationToken cancellation
    )
    {
        var applied = await ChangeAsync(
            memberId,
            new CommandIdentity($"message-{message.Id}", message.Id, ""),
            before => decide(before).Then<Commit<LetterBook>>(commit => commit with { InboxMessageId = message.Id }),
            cancellation
        );
        return applied.Error == StorageErrors.PreconditionFailed
            ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
            : MessageOutcome.Done;
    }

    internal static string RowOf(int version) => $"letter{version}";

    private static string IdOf(string memberId) => $"letters-{memberId}";
}
