using Serverless.App.Credits.Requests.Asking;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Credits.Requests.Checking;

/// <summary>
/// Decides on a request that was sent in. Vendors that are down are asked again (decision 19); after two hours without an answer a person
/// decides, so that nobody waits for a machine.
/// </summary>
internal sealed class RunPrecheck(
    RequestStore requests,
    GatherFacts gather,
    RequestPricing pricing,
    VendorAttempts attempts,
    WorkingCalendar calendar,
    TimeProvider time
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    internal async Task<MessageOutcome> RunAsync(RequestDue due, MessageContext context, CancellationToken cancellation)
    {
        if (await requests.FindAsync(due.RequestId, cancellation) is not { Request: { Status: RequestStatus.Precheck } request })
        {
            return MessageOutcome.Done;
        }

        CheckFacts? facts = null;
        var attempt = await attempts.RunAsync(
            context,
            context.Message.Time + Patience,
            async (_, c) =>
            {
                var asked = await gather.AskAsync(request, withBureau: true, c);
                facts = asked.Found;
                return asked.Later is { } later ? new VendorAnswer.Later(later) : new VendorAnswer.Accepted(null);
            },
            cancellation
        );
        if (attempt.Error is { } raced)
        {
            return MessageOutcome.Retry(raced);
        }

        if (attempt.Value.State == AttemptState.Pending)
        {
            return MessageOutcome.Done;
        }

        if (attempt.Value.State == AttemptState.Accepted && facts is null)
        {
            // Answered before a crash: the answer is asked for again, it changes nothing there.
            facts = (await gather.AskAsync(request, withBureau: true, cancellation)).Found;
            if (facts is null)
            {
                return MessageOutcome.Retry(VendorAttempts.Raced);
            }
        }

        return await DecideAsync(request, facts, context, cancellation);
    }

    private async Task<MessageOutcome> DecideAsync(
        CreditRequest request,
        CheckFacts? facts,
        MessageContext context,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var product = await pricing.ProductOfAsync(request, cancellation);
        var priced = await pricing.PriceAsync(request, cancellation);
        return await requests.ApplyAsync(
            request.Id,
            context,
            before =>
                facts is null || priced.Error is not null
                    ? CheckRules.Unanswered(before, now)
                    : CheckRules.Judge(before, product, priced.Value, facts, calendar, now),
            cancellation
        );
    }
}
