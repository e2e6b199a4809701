using Serverless.App.Fund.Accounts;
using Serverless.Platform.Drop;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Contributions;

/// <summary>Data of the event that storage sends when a file is there. Nothing in it is believed: it says "look", no more.</summary>
internal sealed record ContributionsArrived(string? Url);

/// <summary>
/// Takes in whatever payroll leaves in the folder <c>in/</c> of <c>drop-contributions</c>. An event wakes it at once, a timer every few
/// minutes finds what had no event; both look at the folder, so that an event that is lost, doubled or false changes nothing.
/// </summary>
internal sealed class TakeContributions(
    [FromKeyedServices(FundModule.Partner)] DropContainer drop,
    ContributionFileStore files,
    [FromKeyedServices(FundModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    internal static readonly MessageKind<ContributionsArrived> Arrived = new(
        "Microsoft.Storage.BlobCreated",
        1,
        FundJson.Default.ContributionsArrived
    );

    private const int AtOnce = 50;

    internal async Task<MessageOutcome> HandleAsync(ContributionsArrived arrived, MessageContext context, CancellationToken cancellation)
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
            if (await drop.TakeAsync(file, ContributionLayout.Frame, cancellation) is { } taken)
            {
                await NoteAsync(taken, cancellation);
                await drop.RemoveAsync(file, cancellation);
            }
        }
    }

    private async Task NoteAsync(TakenFile taken, CancellationToken cancellation)
    {
        var id = files.IdOf(taken.Sha256);
        var file = (await files.ReadAsync(id, cancellation)).State ?? FileOf(id, taken);
        if (file.Refusal is { } code)
        {
            var refused = new Difference(code, file.Id, file.ReceivedAt) { Facts = new Dictionary<string, string> { ["file"] = file.Id } };
            await desk.OpenAsync(refused, cancellation);
        }

        var opened = await files.OpenAsync(file, cancellation);
        if (opened.Error is { } failed)
        {
            throw new InvalidOperationException($"Contribution file {file.Id} could not be noted: {failed.Code}");
        }
    }

    private ContributionFile FileOf(string id, TakenFile taken)
    {
        var file = new ContributionFile(id, taken.Sha256, taken.Length, time.GetUtcNow());
        return taken.Fault is null && ContributionLayout.Header(taken.Header) is { } header
            ? file with
            {
                Ugel = header.Ugel,
                Period = AccountRules.PeriodOf(header.Period),
                Number = header.Number,
                Lines = taken.Lines,
                Centimos = taken.Centimos,
            }
            : file with
            {
                Status = ContributionFileStatus.Refused,
                Refusal = $"fund.{taken.Fault ?? "file-header"}",
            };
    }
}
