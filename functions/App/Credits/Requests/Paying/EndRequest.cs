using Serverless.App.Contracts.Messages;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>Ends requests whose time is over, and voids the contract of every request that ended without money.</summary>
internal sealed class EndRequest(RequestStore requests, ContractDocuments contracts, TimeProvider time)
{
    /// <summary>The term is over; a request that has moved on ignores it.</summary>
    internal Task<MessageOutcome> ExpireAsync(RequestDue due, MessageContext context, CancellationToken cancellation) =>
        requests.ApplyAsync(due.RequestId, context, before => RequestRules.Expire(before, time.GetUtcNow()), cancellation);

    internal async Task<MessageOutcome> VoidAsync(RequestDue ended, MessageContext context, CancellationToken cancellation)
    {
        if (await requests.FindAsync(ended.RequestId, cancellation) is not { Request.Accepted: { } accepted })
        {
            return MessageOutcome.Done;
        }

        return MessageOutcome.From(await contracts.VoidAsync(accepted.DocumentId, "credits.request-ended", cancellation));
    }
}
