using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Letters;

/// <summary>A letter's paper was signed: it takes effect at that time, and the papers of those that it ends are void.</summary>
internal sealed class WhenLetterSigned(LetterStore letters, VoidDocument voiding)
{
    internal async Task<MessageOutcome> ApplyAsync(DocumentSigned signed, MessageContext context, CancellationToken cancellation)
    {
        if (signed.Kind != DocumentKinds.BeneficiaryLetter)
        {
            return MessageOutcome.Done;
        }

        var outcome = await letters.ApplyAsync(
            signed.MemberId,
            context,
            before => LetterRules.Sign(before, signed.DocumentId, signed.At).Then(after => Commit(after, signed)),
            cancellation
        );
        if (outcome.TryAgain)
        {
            return outcome;
        }

        // After every delivery: a crash between the commit above and here leaves papers that say too much.
        var book = (await letters.ReadAsync(signed.MemberId, cancellation)).Book;
        foreach (var ended in book.Letters.Where(letter => letter.Status is LetterStatus.Superseded or LetterStatus.Void))
        {
            await voiding.VoidAsync(ended.DocumentId, DocumentRules.Replaced, cancellation);
        }

        return MessageOutcome.Done;
    }

    private static Result<Commit<LetterBook>> Commit(LetterBook after, DocumentSigned signed)
    {
        var letter = after.Letters.First(one => one.DocumentId == signed.DocumentId);
        return new Commit<LetterBook>(after)
        {
            Events =
            [
                LetterEvents.Signed.With(new LetterMoved(after.MemberId, letter.Version, letter.DocumentId, letter.Status, signed.At)),
            ],
        };
    }
}
