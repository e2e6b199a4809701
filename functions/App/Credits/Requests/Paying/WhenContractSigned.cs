using Serverless.App.Contracts.Messages;
using Serverless.App.Credits.Requests.Asking;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>
/// The member signed a credit contract: with the very document that was put before them the money goes on its way, or above the limit of
/// the product a second officer is asked (row D08). A signature under any other document changes nothing here.
/// </summary>
internal sealed class WhenContractSigned(RequestStore requests, RequestPricing pricing, TimeProvider time)
{
    internal async Task<MessageOutcome> HandleAsync(DocumentSigned signed, MessageContext context, CancellationToken cancellation)
    {
        if (
            signed.Kind != DocumentKinds.CreditContract
            || await requests.FindAsync(signed.SubjectId, cancellation) is not { Request: var request }
        )
        {
            return MessageOutcome.Done;
        }

        var product = await pricing.ProductOfAsync(request, cancellation);
        var now = time.GetUtcNow();
        return await requests.ApplyAsync(
            signed.SubjectId,
            context,
            before => RequestRules.Sign(before, signed.Sha256, signed.At, product.ApprovalOver, now),
            cancellation
        );
    }
}
