using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Requests;

/// <summary>Opens a request that the next file of its UGEL takes along, once, however often the wish arrives.</summary>
internal sealed class OpenDiscount(DiscountRequestStore requests, CommandRunner runner)
{
    /// <param name="wished">All but its id.</param>
    internal async Task<MessageOutcome> OpenAsync(DiscountRequest wished, MessageContext context, CancellationToken cancellation)
    {
        if (!Ugel.IsValid(wished.Ugel))
        {
            return MessageOutcome.Reject(PayrollErrors.BadUgel);
        }

        var opened = wished with { Id = requests.IdOf(wished.MemberId, wished.Concept, wished.Attempt) };
        if ((await requests.ReadAsync(opened.Id, cancellation)).State is not null)
        {
            return MessageOutcome.Done;
        }

        await requests.ListAsync(opened, cancellation);
        var applied = await runner.RunAsync(
            DiscountRequestStore.Kind,
            opened.Id,
            new CommandIdentity("open", context.Id, ""),
            before => before.State is null ? Commit(opened, context) : PayrollErrors.RequestNotOpen,
            cancellation
        );
        return applied.Error == PayrollErrors.RequestNotOpen ? MessageOutcome.Done : MessageOutcome.From(applied);
    }

    private static Commit<DiscountRequest> Commit(DiscountRequest opened, MessageContext context) =>
        new(opened)
        {
            InboxMessageId = context.Id,
            Events = [DiscountRequestEvents.Opened.With(DiscountRequestEvents.Of(opened))],
            TraceParent = context.Message.TraceParent,
        };
}
