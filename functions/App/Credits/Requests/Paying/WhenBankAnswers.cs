using Serverless.App.Payments.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Credits.Requests.Paying;

/// <summary>The bank's answers, through Payments: late, twice, or for attempts that were corrected long ago. Only what the request waits for counts.</summary>
internal sealed class WhenBankAnswers(RequestStore requests, TimeProvider time)
{
    internal Task<MessageOutcome> PaidAsync(OrderPaid paid, MessageContext context, CancellationToken cancellation) =>
        Ours(paid.Source, paid.SourceId) is var (requestId, line)
            ? requests.ApplyAsync(
                requestId,
                context,
                before => PayoutRules.Paid(before, line, paid.Attempt, LimaTime.DateOf(paid.At), time.GetUtcNow()),
                cancellation
            )
            : Task.FromResult(MessageOutcome.Done);

    internal Task<MessageOutcome> RejectedAsync(OrderRejected rejected, MessageContext context, CancellationToken cancellation) =>
        Ours(rejected.Source, rejected.SourceId) is var (requestId, line)
            ? requests.ApplyAsync(
                requestId,
                context,
                before => PayoutRules.Refused(before, line, rejected.Attempt, rejected.Reason, time.GetUtcNow()),
                cancellation
            )
            : Task.FromResult(MessageOutcome.Done);

    private static (string RequestId, int Line)? Ours(string source, string sourceId) =>
        source == OrderPayout.Source ? OrderPayout.Read(sourceId) : null;
}
