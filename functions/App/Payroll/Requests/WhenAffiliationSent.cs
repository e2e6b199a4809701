using Serverless.App.Membership.Messages;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Requests;

/// <summary>A new member waits for the first discount: opens the request that the next file of the UGEL takes along.</summary>
internal sealed class WhenAffiliationSent(DiscountRequestStore requests, CommandRunner runner)
{
    internal async Task<MessageOutcome> HandleAsync(AffiliationSentToPayroll sent, MessageContext context, CancellationToken cancellation)
    {
        if (!Ugel.IsValid(sent.Ugel))
        {
            return MessageOutcome.Reject(PayrollErrors.BadUgel);
        }

        var attempt = new DiscountAttempt(sent.Round, sent.Attempt);
        var id = requests.IdOf(sent.MemberId, DiscountConcepts.Affiliation, attempt);
        var opened = new DiscountRequest(id, sent.MemberId, DiscountConcepts.Affiliation, attempt, sent.Ugel, sent.At);
        if ((await requests.ReadAsync(id, cancellation)).State is not null)
        {
            return MessageOutcome.Done;
        }

        await requests.ListAsync(opened, cancellation);
        var applied = await runner.RunAsync(
            DiscountRequestStore.Kind,
            id,
            new CommandIdentity("open", context.Id, ""),
            before => before.State is null ? Open(opened, context) : PayrollErrors.RequestNotOpen,
            cancellation
        );
        return applied.Error == PayrollErrors.RequestNotOpen ? MessageOutcome.Done : MessageOutcome.From(applied);
    }

    private static Commit<DiscountRequest> Open(DiscountRequest opened, MessageContext context) =>
        new(opened)
        {
            InboxMessageId = context.Id,
            Events = [DiscountRequestEvents.Opened.With(DiscountRequestEvents.Of(opened))],
            TraceParent = context.Message.TraceParent,
        };
}
