using Serverless.Platform.Drop;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Partners;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments.Statements;

/// <summary>Data of the event that storage sends when a file is there. Nothing in it is believed: it says "look", no more.</summary>
internal sealed record StatementArrived(string? Url);

/// <summary>Daily control: the bank's statement against our orders, both ways, when storage tells of a file and every few minutes.</summary>
internal sealed class TakeStatements(
    [FromKeyedServices(PaymentsModule.Partner)] DropContainer drop,
    AggregateStore store,
    BankBook book,
    [FromKeyedServices(PaymentsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    internal static readonly MessageKind<StatementArrived> Arrived = new(
        "Microsoft.Storage.BlobCreated",
        1,
        PaymentsJson.Default.StatementArrived
    );

    private readonly PartnerStatements _statements = new(BankBook.Name, book, drop, store, desk, time);

    internal async Task<MessageOutcome> HandleAsync(StatementArrived arrived, MessageContext context, CancellationToken cancellation)
    {
        _ = (arrived, context);
        await RunAsync(cancellation);
        return MessageOutcome.Done;
    }

    internal Task SweepAsync(TimerTick tick, CancellationToken cancellation)
    {
        _ = tick;
        return RunAsync(cancellation);
    }

    internal Task RunAsync(CancellationToken cancellation) => _statements.RunAsync(cancellation);
}
