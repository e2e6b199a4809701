using Serverless.App.Contracts.Letters;
using Serverless.App.Contracts.Messages;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Contracts.Documents;

/// <summary>What follows a signature within this context: a letter takes effect, then the paper is sealed.</summary>
internal sealed class AfterSignature(WhenLetterSigned letters, SealDocument seal)
{
    internal async Task<MessageOutcome> HandleAsync(DocumentSigned signed, MessageContext context, CancellationToken cancellation)
    {
        // Copies that bring a later attempt at the seal find the letter done.
        var applied = await letters.ApplyAsync(signed, context, cancellation);
        return applied.TryAgain ? applied : await seal.WhenSignedAsync(signed, context, cancellation);
    }
}
