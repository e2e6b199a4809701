using Serverless.Platform.Drop;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Payroll.Incoming;

/// <summary>Data of the event that storage sends when a file is there. Nothing in it is believed: it says "look", no more.</summary>
internal sealed record FileArrived(string? Url);

/// <summary>
/// Takes in whatever lies in the partner's folder <c>in/</c>. An event wakes it at once, a timer every few minutes finds what had no
/// event; both look at the folder, so that an event that is lost, late, doubled or false changes nothing.
/// </summary>
internal sealed class TakeInFiles([FromKeyedServices(PayrollModule.Partner)] DropContainer drop, TakeInFile taker)
{
    internal static readonly MessageKind<FileArrived> Arrived = new("Microsoft.Storage.BlobCreated", 1, PayrollJson.Default.FileArrived);

    private const int AtOnce = 50;

    internal async Task<MessageOutcome> HandleAsync(FileArrived arrived, MessageContext context, CancellationToken cancellation)
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

    internal async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var file in drop.ListAsync(DropContainer.In, AtOnce, cancellation))
        {
            await taker.TakeAsync(file, cancellation);
        }
    }
}
