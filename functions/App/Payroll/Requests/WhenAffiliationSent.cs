using Serverless.App.Membership.Messages;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Payroll.Requests;

/// <summary>A new member waits for the first discount.</summary>
internal sealed class WhenAffiliationSent(OpenDiscount requests)
{
    internal Task<MessageOutcome> HandleAsync(AffiliationSentToPayroll sent, MessageContext context, CancellationToken cancellation)
    {
        var attempt = new DiscountAttempt(sent.Round, sent.Attempt);
        var wished = new DiscountRequest("", sent.MemberId, DiscountConcepts.Affiliation, attempt, sent.Ugel, sent.At);
        return requests.OpenAsync(wished, context, cancellation);
    }
}
