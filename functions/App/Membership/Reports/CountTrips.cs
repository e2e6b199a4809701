using Serverless.App.Benefits.Messages;
using Serverless.App.Credits.Messages;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Reports;

/// <summary>
/// Row D34: counts an act that a member did from home, under the zone of the register. The message's own id is in the count's inbox, so a
/// repetition adds nothing.
/// </summary>
internal sealed class CountTrips(AggregateStore store, CommandRunner runner)
{
    internal static readonly AggregateKind<TripMonth> Kind = new("Membership", "membership.trip-month", MembershipJson.Default.TripMonth);

    internal static string IdOf(string month) => $"trips-{month}";

    internal Task<MessageOutcome> WhenLoanDisbursedAsync(LoanMoved moved, MessageContext context, CancellationToken cancellation) =>
        CountAsync(moved.MemberId, CreditEvents.LoanDisbursed.Type, moved.At, context, cancellation);

    internal Task<MessageOutcome> WhenClaimOpenedAsync(ClaimOpened opened, MessageContext context, CancellationToken cancellation) =>
        CountAsync(opened.MemberId, BenefitEvents.ClaimOpened.Type, opened.At, context, cancellation);

    internal Task<MessageOutcome> WhenActivatedAsync(
        AffiliationActivated activated,
        MessageContext context,
        CancellationToken cancellation
    ) => CountAsync(activated.MemberId, MembershipEvents.AffiliationActivated.Type, activated.At, context, cancellation);

    private async Task<MessageOutcome> CountAsync(
        string memberId,
        string act,
        DateTimeOffset at,
        MessageContext context,
        CancellationToken cancellation
    )
    {
        if ((await store.ReadAsync(MemberStore.Kind, memberId, cancellation)).State is not { } member)
        {
            return MessageOutcome.Done;
        }

        var month = AcquisitionRules.MonthOf(at);
        var counted = await runner.RunAsync(
            Kind,
            IdOf(month),
            new CommandIdentity($"message-{context.Id}", context.Id, ""),
            before => Counted(before.State ?? TripMonth.Empty(month)),
            cancellation
        );
        return counted.Error == StorageErrors.PreconditionFailed
            ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
            : MessageOutcome.From(counted);

        Result<Commit<TripMonth>> Counted(TripMonth before) =>
            new Commit<TripMonth>(TripRules.Count(before, member.Zone, act)) { InboxMessageId = context.Id };
    }
}
