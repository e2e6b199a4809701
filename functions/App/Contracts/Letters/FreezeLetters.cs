using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Letters;

/// <summary>A death was reported: the letter in force at that time decides, and nothing about letters changes any more (domain.md §1.5).</summary>
internal sealed class FreezeLetters(LetterStore letters)
{
    internal Task<MessageOutcome> FreezeAsync(string memberId, DateTimeOffset at, MessageContext context, CancellationToken cancellation) =>
        letters.ApplyAsync(memberId, context, before => LetterRules.Freeze(before, at).Then(after => Commit(after, at)), cancellation);

    private static Result<Commit<LetterBook>> Commit(LetterBook after, DateTimeOffset at) =>
        new Commit<LetterBook>(after)
        {
            Events = [LetterEvents.Frozen.With(new LettersFrozen(after.MemberId, at, after.Deciding?.Version))],
        };
}
