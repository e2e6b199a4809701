using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Offers;

/// <summary>Where large files of offers are kept while they are worked off, and which of their lines were not taken.</summary>
internal sealed class OfferFileStore(AggregateStore store, CommandRunner runner, WorkFiles work, SortedLists lists, DerivedIds ids)
{
    internal const int LinesPerPart = 1000;

    private static readonly AggregateKind<OfferFile> Kind = new(CreditsModule.Table, "credits.offer-file", CreditsJson.Default.OfferFile);

    internal async Task<OfferFile?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, id, cancellation)).State;

    /// <summary>Keeps the lines and asks for the work, once for a campaign and content.</summary>
    internal async Task<Result<OfferFile>> KeepAsync(string campaign, Stream content, CancellationToken cancellation)
    {
        var folder = $"credits/offer-files/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}/";
        var (lines, sha256) = await SplitAsync(folder, content, cancellation);
        var id = ids.For("credits", "credits.offer-file", $"{campaign}|{sha256}");
        var opened = await StepAsync(
            id,
            "open",
            before => before is null ? new OfferFile(id, campaign, folder, lines) : CreditsErrors.NothingToDo,
            cancellation
        );
        if (opened is { IsSuccess: true } && opened.Value.Folder != folder)
        {
            await work.RemoveAllAsync(folder, cancellation);
        }

        return opened;
    }

    /// <summary>The next message goes on.</summary>
    internal Task<Result<OfferFile>> GoOnAsync(OfferFile file, CancellationToken cancellation) =>
        StepAsync(
            file.Id,
            string.Create(CultureInfo.InvariantCulture, $"round-{file.Round + 1}"),
            before => before is null ? OfferErrors.FileNotFound : before with { Round = file.Round + 1 },
            cancellation
        );

    /// <summary>The lines from one on, each with the number of the next.</summary>
    internal async IAsyncEnumerable<JobItem<(int Number, string Text)>> LinesAsync(
        OfferFile file,
        long from,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        for (var part = from / LinesPerPart; part * LinesPerPart < file.Lines; part++)
        {
            await using var content =
                await work.OpenAsync(PartName(file.Folder, part), cancellation)
                ?? throw new InvalidDataException($"Part {part} of offer file {file.Id} is gone");
            using var reader = new StreamReader(content, Encoding.UTF8);
            for (var line = part * LinesPerPart; await reader.ReadLineAsync(cancellation) is { } text; line++)
            {
                if (line >= from)
                {
                    yield return new(((int)line + 1, text), line + 1);
                }
            }
        }
    }

    internal Task NoteErrorAsync(OfferFile file, int line, string code, CancellationToken cancellation) =>
        lists.PutAsync(ErrorsOf(file.Id), new ListEntry(string.Create(CultureInfo.InvariantCulture, $"{line:D9}"), code), cancellation);

    internal async Task<IReadOnlyList<OfferLineError>> ErrorsAsync(OfferFile file, int max, CancellationToken cancellation)
    {
        var entries = await lists.ReadAsync(ErrorsOf(file.Id), null, max, cancellation);
        return [.. entries.Select(entry => new OfferLineError(int.Parse(entry.Key, CultureInfo.InvariantCulture), entry.Subject))];
    }

    /// <summary>Nobody needs the lines any more.</summary>
    internal Task RemoveAsync(OfferFile file, CancellationToken cancellation) => work.RemoveAllAsync(file.Folder, cancellation);

    private async Task<Result<OfferFile>> StepAsync(
        string id,
        string step,
        Func<OfferFile?, Result<OfferFile>> decide,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            id,
            new CommandIdentity(step, step, ""),
            before =>
                decide(before.State)
                    .Then<Commit<OfferFile>>(after => new Commit<OfferFile>(after)
                    {
                        Events = [OfferFileEvents.WorkDue.With(new OfferFileMoved(id, after.Round))],
                    }),
            cancellation
        );
        return applied.Error is { } refused && refused != CreditsErrors.NothingToDo ? refused : (await FindAsync(id, cancellation))!;
    }

    private async Task<(int Lines, string Sha256)> SplitAsync(string folder, Stream content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = new StreamReader(content, Encoding.UTF8);
        var part = new StringBuilder();
        var lines = 0;
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            part.Append(line).Append('\n');
            if (++lines % LinesPerPart == 0)
            {
                await PutAsync();
            }
        }

        if (part.Length > 0)
        {
            await PutAsync();
        }

        return (lines, Convert.ToHexStringLower(hash.GetHashAndReset()));

        async Task PutAsync()
        {
            var bytes = Encoding.UTF8.GetBytes(part.ToString());
            hash.AppendData(bytes);
            await work.PutAsync(PartName(folder, (lines - 1) / LinesPerPart), bytes, cancellation);
            part.Clear();
        }
    }

    private static string PartName(string folder, long part) => string.Create(CultureInfo.InvariantCulture, $"{folder}{part:D6}");

    private static string ErrorsOf(string fileId) => $"credits-offer-errors-{fileId}";
}
