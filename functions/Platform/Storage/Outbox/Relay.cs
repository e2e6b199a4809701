using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Platform.Due;
using Serverless.Platform.Messaging;

namespace Serverless.Platform.Storage;

/// <summary>
/// Sends a command's messages right after its answer and then removes its intent. Everything here may fail or be forgotten: the
/// sweep finds the intent that is left (decision 10).
/// </summary>
internal sealed partial class Relay(StorageOptions options, IMessageSender sender, DueTable due, ILogger<Relay> logger) : BackgroundService
{
    private const int Workers = 8;

    private readonly Channel<Handover> _waiting = Channel.CreateBounded<Handover>(
        new BoundedChannelOptions(options.RelayCapacity) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Never waits; without room the sweep takes over.</summary>
    internal void Accept(Outbox outbox, DueRow intent) => _waiting.Writer.TryWrite(new Handover(outbox, intent));

    /// <summary>Removes an intent whose attempt can no longer land.</summary>
    internal void Forget(DueRow intent) => _waiting.Writer.TryWrite(new Handover(null, intent));

    /// <summary>Works off what waits now; tests and a stopping process use it.</summary>
    internal async Task DrainAsync(CancellationToken cancellation)
    {
        while (_waiting.Reader.TryRead(out var handover))
        {
            await DeliverAsync(handover, cancellation);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Parallel.ForEachAsync(
            _waiting.Reader.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = stoppingToken },
            async (handover, cancellation) => await DeliverAsync(handover, cancellation)
        );

    private async Task DeliverAsync(Handover handover, CancellationToken cancellation)
    {
        try
        {
            if (handover.Outbox is { } outbox)
            {
                await outbox.SendAsync(sender, cancellation);
            }

            await due.RemoveAsync(handover.Intent, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogLeftToSweep(logger, handover.Intent.CommandId, e);
        }
    }

    private sealed record Handover(Outbox? Outbox, DueRow Intent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages of command {CommandId} are left to the sweep")]
    private static partial void LogLeftToSweep(ILogger logger, string commandId, Exception exception);
}
