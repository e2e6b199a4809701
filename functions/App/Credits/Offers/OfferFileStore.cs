using System.Globalization;
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

    internal Task<Snapshot<OfferFile>> ReadAsync(string id, CancellationToken cancellation) => store.ReadAsync(Kind, id, cancellation);

    internal async Task<OfferFile?> FindAsync(string id, CancellationToken cancellation) => (await ReadAsync(id, cancellation)).State;

    /// <summary>Keeps the lines and asks for the work, once for a campaign and content.</summary>
    internal async Task<Result<OfferFile>> KeepAsync(string campaign, Stream content, CancellationToken cancellation)
    {
        var folder = $"credits/offer-files/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}/";
        var (lines, sha256) = await SplitAsync(folder, content, cancellation);
        var id = ids.For("credits", "credits.offer-file", $"{campaign}|{sha256}");
        var opened = new OfferFile(id, campaign, folder, lines);
        var applied = await runner.RunAsync(
            Kind,
            id,
            new CommandIdentity("open", "open", ""),
            before =>
                before.State is null
                    ? new Commit<OfferFile>(opened) { Events = [OfferFileEvents.WorkDue.With(new OfferFileMoved(id, 0))] }
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        if (applied.Error is { } refused && refused != CreditsErrors.NothingToDo)
        {
            return refused;
        }

        var kept = (await FindAsync(id, cancellation))!;
        if (kept.Folder != folder)
        {
            await work.RemoveAllAsync(folder, cancellation);
        }

        return kept;
    }

    /// <summary>Commits a part that was worked off; somebody else's commit in between is <c>platform.precondition-failed</c>.</summary>
    /// <param name="isLast">The turn ends here: the next message goes on.</param>
    internal async Task<Result<OfferFile>> StepAsync(
        Snapshot<OfferFile> before,
        OfferFile after,
        bool isLast,
        CancellationToken cancellation
    )
    {
        var step = string.Create(CultureInfo.InvariantCulture, $"done-{after.Done}");
        var happened = isLast && !after.IsDone ? OfferFileEvents.WorkDue : OfferFileEvents.Advanced;
        var commit = new Commit<OfferFile>(after) { Events = [happened.With(new OfferFileMoved(after.Id, after.Done))] };
        var receipt = await store.CommitAsync(Kind, before, new CommandIdentity(step, step, ""), commit, cancellation);
        return receipt.Error is { } error ? error : after;
    }

    /// <summary>The next part's lines.</summary>
    internal async Task<IReadOnlyList<string>> PartAsync(OfferFile file, CancellationToken cancellation)
    {
        var part = file.Done / LinesPerPart;
        await using var content =
            await work.OpenAsync(PartName(file.Folder, part), cancellation)
            ?? throw new InvalidDataException($"Part {part} of offer file {file.Id} is gone");
        using var reader = new StreamReader(content, Encoding.UTF8);
        var lines = new List<string>(LinesPerPart);
        while (await reader.ReadLineAsync(cancellation) is { } text)
        {
            lines.Add(text);
        }

        return lines;
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
