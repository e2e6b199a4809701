using Serverless.App.Contracts.Documents;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Letters;

/// <summary>
/// The member is erased (Law 29733): whom an unsigned letter names is forgotten, and with no letter signed the key goes (decision 14).
/// Signed letters decide who is paid after a death and stay, which the answer to the member says. Repeating it changes nothing.
/// </summary>
internal sealed class ForgetLetters(LetterStore letters, DocumentStore documents, TimeProvider time)
{
    internal async Task<MessageOutcome> HandleAsync(ErasureGranted granted, MessageContext context, CancellationToken cancellation)
    {
        var known = await letters.ReadAsync(granted.MemberId, cancellation);
        var unsigned = new HashSet<int>();
        foreach (var letter in LetterRules.Drafts(known.Book))
        {
            if (await LapseAsync(letter.DocumentId, cancellation))
            {
                unsigned.Add(letter.Version);
            }
        }

        return await letters.ApplyAsync(granted.MemberId, context, before => Forget(before, known, unsigned), cancellation);
    }

    /// <summary>
    /// Its paper can no longer be signed, so that nobody signs for people who were forgotten. False when it was signed already and the
    /// word of it is on its way.
    /// </summary>
    private async Task<bool> LapseAsync(string documentId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var lapsed = await documents.ChangeAsync(
            documentId,
            new CommandIdentity("erased", "erased", ""),
            before => DocumentRules.Lapse(before, now).Then(VoidDocument.Commit),
            cancellation
        );
        return lapsed.IsSuccess || lapsed.Error == ContractErrors.NotFound || await IsVoidAsync(documentId, cancellation);
    }

    private async Task<bool> IsVoidAsync(string documentId, CancellationToken cancellation) =>
        (await documents.ReadAsync(documentId, cancellation)).State is { SignedAt: null } document && DocumentRules.IsVoid(document.Status);

    private Result<Commit<LetterBook>> Forget(LetterBook before, KnownLetters known, HashSet<int> unsigned)
    {
        var forgotten = LetterRules.Forget(before, unsigned, time.GetUtcNow());
        return forgotten.Then<Commit<LetterBook>>(after =>
        {
            var isWhole = after.Letters.All(letter => letter.SignedAt is null);
            var names = unsigned.Select(LetterStore.RowOf).ToHashSet(StringComparer.Ordinal);
            var rows = known.Personal.Where(row => isWhole || names.Contains(row.Name)).ToList();
            return new Commit<LetterBook>(after)
            {
                Events = [LetterEvents.Forgotten.With(new LettersForgotten(after.MemberId, [.. unsigned.Order()], isWhole))],
                Personal = PersonalVault.Erase(rows),
            };
        });
    }
}
