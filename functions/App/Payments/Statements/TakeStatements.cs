using Serverless.App.Payments.Orders;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments.Statements;

/// <summary>Data of the event that storage sends when a file is there. Nothing in it is believed: it says "look", no more.</summary>
internal sealed record StatementArrived(string? Url);

/// <summary>
/// Daily control: the bank's statement against our orders, both ways. Each line is booked once by file and line, so a worker that dies
/// leaves the file in <c>in/</c> and the next one goes through it again.
/// </summary>
internal sealed class TakeStatements(
    [FromKeyedServices(PaymentsModule.Partner)] DropContainer drop,
    AggregateStore store,
    BankOrderStore orders,
    MatchLine matching,
    [FromKeyedServices(PaymentsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    internal static readonly MessageKind<StatementArrived> Arrived = new(
        "Microsoft.Storage.BlobCreated",
        1,
        PaymentsJson.Default.StatementArrived
    );

    internal static readonly AggregateKind<BankStatement> Kind = new(
        PaymentsModule.Table,
        "payments.statement",
        PaymentsJson.Default.BankStatement
    );

    private static readonly EventKind<BankStatementTaken> Taken = new("payments.statement-taken", PaymentsJson.Default.BankStatementTaken);

    private const int AtOnce = 20;

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

    internal async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var file in drop.ListAsync(DropContainer.In, AtOnce, cancellation))
        {
            if (await drop.TakeAsync(file, StatementLayout.Frame, cancellation) is { } taken)
            {
                await CompareAsync(taken, cancellation);
                await drop.RemoveAsync(file, cancellation);
            }
        }
    }

    private async Task CompareAsync(TakenFile taken, CancellationToken cancellation)
    {
        var id = $"statement-{taken.Sha256}";
        var before = await store.ReadAsync(Kind, id, cancellation);
        if (before.State is not null)
        {
            return;
        }

        var statement =
            taken.Fault is null && StatementLayout.Day(taken.Header) is { } day
                ? await MatchAsync(taken, id, day, cancellation)
                : await RefuseAsync(taken, id, cancellation);
        var commit = new Commit<BankStatement>(statement)
        {
            Events = [Taken.With(new BankStatementTaken(id, statement.Lines, statement.Differences))],
        };
        var receipt = await store.CommitAsync(Kind, before, new CommandIdentity("take", "take", ""), commit, cancellation);
        if (receipt.Error is { } error && error != StorageErrors.PreconditionFailed)
        {
            throw new InvalidOperationException($"Statement {id} could not be noted: {error.Code}");
        }
    }

    private async Task<BankStatement> MatchAsync(TakenFile taken, string id, DateOnly day, CancellationToken cancellation)
    {
        var copy = await drop.FindAsync(taken.CopyName, cancellation);
        await using var content =
            (copy is null ? null : await drop.OpenAsync(copy, 0, cancellation))
            ?? throw new InvalidDataException($"The copy of {id} is gone");
        var (matched, lines) = (0, 0);
        await foreach (var record in CsvReader.ReadAsync(content, cancellation: cancellation))
        {
            if (StatementLayout.Frame.IsHeader(record) || ControlFileLayout.IsTrailer(record))
            {
                continue;
            }

            lines++;
            var agrees = await matching.MatchAsync(record, id, day, cancellation);
            matched += agrees.Value ? 1 : 0;
        }

        var missing = await MissingAsync(day, cancellation);
        return new BankStatement(id, day, lines, taken.Centimos, matched, lines - matched + missing);
    }

    /// <summary>Orders that were paid on the day and that no statement shows.</summary>
    private async Task<int> MissingAsync(DateOnly day, CancellationToken cancellation)
    {
        var missing = 0;
        await foreach (var order in orders.PaidOnAsync(day, cancellation))
        {
            if (order.StatementDay is null)
            {
                missing++;
                await desk.OpenAsync(
                    new Difference(PaymentsErrors.StatementMissing.Code, order.Id, time.GetUtcNow())
                    {
                        Facts = new Dictionary<string, string> { ["order"] = order.Id, ["day"] = day.ToString("O") },
                    },
                    cancellation
                );
            }
        }

        return missing;
    }

    private async Task<BankStatement> RefuseAsync(TakenFile taken, string id, CancellationToken cancellation)
    {
        var code = $"payments.{taken.Fault ?? "file-header"}";
        var refused = new Difference(code, id, time.GetUtcNow()) { Facts = new Dictionary<string, string> { ["statement"] = id } };
        await desk.OpenAsync(refused, cancellation);
        return new BankStatement(id, null, taken.Lines, taken.Centimos, 0, 1) { Refusal = code };
    }
}
