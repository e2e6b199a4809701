using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Reports;

/// <summary>
/// Row D35: counts a teacher once, when payroll's first discount makes them a member, under what their start of that round said. The
/// message's own id is in the count's inbox, so a repetition adds nothing.
/// </summary>
internal sealed class CountAcquisition(AggregateStore store, CommandRunner runner, CountTrips trips)
{
    internal static readonly AggregateKind<AcquisitionMonth> Kind = new(
        "Membership",
        "membership.acquisition-month",
        MembershipJson.Default.AcquisitionMonth
    );

    /// <summary>A member's whole story in joining: rounds are few and short.</summary>
    private const int MostEvents = 500;

    internal static string IdOf(string month) => $"acquisition-{month}";

    internal async Task<MessageOutcome> HandleAsync(AffiliationActivated activated, MessageContext context, CancellationToken cancellation)
    {
        if (await FromAsync(activated, cancellation) is not { } from)
        {
            return MessageOutcome.Reject(AffiliationErrors.None);
        }

        var month = AcquisitionRules.MonthOf(activated.At);
        var counted = await runner.RunAsync(
            Kind,
            IdOf(month),
            new CommandIdentity($"message-{context.Id}", context.Id, ""),
            before => Counted(before.State ?? new AcquisitionMonth(month)),
            cancellation
        );
        return counted.Error == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
            : counted.Error is null ? await trips.WhenActivatedAsync(activated, context, cancellation)
            : MessageOutcome.From(counted);

        Result<Commit<AcquisitionMonth>> Counted(AcquisitionMonth before) =>
            new Commit<AcquisitionMonth>(AcquisitionRules.Count(before, from)) { InboxMessageId = context.Id };
    }

    /// <summary>From the event of that round: the state may be a later round's by now.</summary>
    private async Task<Acquisition?> FromAsync(AffiliationActivated activated, CancellationToken cancellation)
    {
        var story = await store.ReadEventsAsync(
            AffiliationStore.Kind,
            AffiliationStore.IdOf(activated.MemberId),
            0,
            MostEvents,
            cancellation
        );
        return story
            .Where(happened => happened.Type == AffiliationEvents.Started.Type)
            .Select(AffiliationEvents.Started.Read)
            .LastOrDefault(started => started.Round == activated.Round)
            ?.Acquisition;
    }
}
