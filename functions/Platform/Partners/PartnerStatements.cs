using System.Globalization;
using Serverless.Platform.Drop;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.Platform.Partners;

/// <summary>
/// Daily control: a partner's statement against our book, both ways. Each line is booked once by file and line, so a worker that dies
/// leaves the file in <c>in/</c> and the next one goes through it again.
/// </summary>
public sealed class PartnerStatements(
    StatementName name,
    IStatementBook book,
    DropContainer drop,
    AggregateStore store,
    TaskDesk desk,
    TimeProvider time
)
{
    private const int AtOnce = 20;

    /// <summary>Storage tells that a file is there. Nothing in the event is believed: it says "look", no more.</summary>
    public static readonly MessageKind<PartnerFileArrived> Arrived = new(
        "Microsoft.Storage.BlobCreated",
        1,
        PartnerJson.Default.PartnerFileArrived
    );

    private readonly AggregateKind<PartnerStatement> _kind = new(name.Table, name.Kind, PartnerJson.Default.PartnerStatement);
    private readonly EventKind<PartnerStatementTaken> _taken = new($"{name.Kind}-taken", PartnerJson.Default.PartnerStatementTaken);

    public async Task<MessageOutcome> LookAsync(CancellationToken cancellation)
    {
        await RunAsync(cancellation);
        return MessageOutcome.Done;
    }

    /// <summary>Takes in what lies there.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var file in drop.ListAsync(DropContainer.In, AtOnce, cancellation))
        {
            if (await drop.TakeAsync(file, name.Frame, cancellation) is { } taken)
            {
                await CompareAsync(taken, cancellation);
                await drop.RemoveAsync(file, cancellation);
            }
        }
    }

    private async Task CompareAsync(TakenFile taken, CancellationToken cancellation)
    {
        var id = $"statement-{taken.Sha256}";
        var before = await store.ReadAsync(_kind, id, cancellation);
        if (before.State is not null)
        {
            return;
        }

        var statement =
            taken.Fault is null && StatementName.Day(taken.Header) is { } day
                ? await MatchAsync(taken, id, day, cancellation)
                : await RefuseAsync(taken, id, cancellation);
        var commit = new Commit<PartnerStatement>(statement)
        {
            Events = [_taken.With(new PartnerStatementTaken(id, statement.Lines, statement.Differences))],
        };
        var receipt = await store.CommitAsync(_kind, before, new CommandIdentity("take", "take", ""), commit, cancellation);
        if (receipt.Error is { } error && error != StorageErrors.PreconditionFailed)
        {
            throw new InvalidOperationException($"Statement {id} could not be noted: {error.Code}");
        }
    }

    private async Task<PartnerStatement> MatchAsync(TakenFile taken, string id, DateOnly day, CancellationToken cancellation)
    {
        var copy = await drop.FindAsync(taken.CopyName, cancellation);
        await using var content =
            (copy is null ? null : await drop.OpenAsync(copy, 0, cancellation))
            ?? throw new InvalidDataException($"The copy of {id} is gone");
        var (matched, lines) = (0, 0);
        await foreach (var record in CsvReader.ReadAsync(content, cancellation: cancellation))
        {
            if (!name.Frame.IsHeader(record) && !ControlFileLayout.IsTrailer(record))
            {
                lines++;
                matched += await MatchAsync(record, id, day, cancellation) ? 1 : 0;
            }
        }

        var missing = await MissingAsync(day, cancellation);
        return new PartnerStatement(id, day, lines, taken.Centimos, matched, lines - matched + missing);
    }

    /// <summary>Whether line and book agree; a difference is a task.</summary>
    private async Task<bool> MatchAsync(CsvRecord record, string statementId, DateOnly day, CancellationToken cancellation)
    {
        if (name.Detail(record) is not { } line)
        {
            return await DifferAsync(name.Unreadable, record.Number, statementId, "", cancellation);
        }

        var step = string.Create(CultureInfo.InvariantCulture, $"statement-{statementId}-{line.Number}");
        var matched = await book.MatchAsync(line, new CommandIdentity(step, step, ""), day, cancellation);
        return matched.Error switch
        {
            null => true,
            { Kind: ErrorKind.Conflict or ErrorKind.NotFound } difference => await DifferAsync(
                difference,
                line.Number,
                statementId,
                line.Id,
                cancellation
            ),
            { } failed => throw new InvalidOperationException($"Line {line.Number} of {statementId} could not be booked: {failed.Code}"),
        };
    }

    private async Task<int> MissingAsync(DateOnly day, CancellationToken cancellation)
    {
        var missing = 0;
        await foreach (var id in book.MissingAsync(day, cancellation))
        {
            missing++;
            var facts = new Dictionary<string, string> { [name.Subject] = id, ["day"] = day.ToString("O", CultureInfo.InvariantCulture) };
            await desk.OpenAsync(new(name.Missing.Code, id, time.GetUtcNow()) { Facts = facts }, cancellation);
        }

        return missing;
    }

    private async Task<bool> DifferAsync(Error difference, int line, string statementId, string subject, CancellationToken cancellation)
    {
        var number = line.ToString(CultureInfo.InvariantCulture);
        var facts = new Dictionary<string, string>
        {
            ["statement"] = statementId,
            ["line"] = number,
            [name.Subject] = subject,
        };
        await desk.OpenAsync(new(difference.Code, $"{statementId}|{number}", time.GetUtcNow()) { Facts = facts }, cancellation);
        return false;
    }

    private async Task<PartnerStatement> RefuseAsync(TakenFile taken, string id, CancellationToken cancellation)
    {
        var code = name.FaultPrefix + (taken.Fault ?? "file-header");
        var facts = new Dictionary<string, string> { ["statement"] = id };
        await desk.OpenAsync(new(code, id, time.GetUtcNow()) { Facts = facts }, cancellation);
        return new PartnerStatement(id, null, taken.Lines, taken.Centimos, 0, 1) { Refusal = code };
    }
}
