using System.Globalization;
using System.Text;
using Serverless.Platform.Files;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>
/// What a job writes beside its state: the repeated lines and one report a slice. Each file follows from the import and its number
/// alone, so writing it again after a crash writes the same.
/// </summary>
internal sealed class RegisterFiles(WorkFiles files, ErrorCatalogue texts)
{
    internal Task KeepRepeatedAsync(string importId, IReadOnlyDictionary<int, int> repeated, CancellationToken cancellation)
    {
        var lines = repeated.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key},{pair.Value}\n"));
        return files.PutAsync(Repeated(importId), Encoding.ASCII.GetBytes(string.Concat(lines)), cancellation);
    }

    internal async Task<IReadOnlyDictionary<int, int>> RepeatedAsync(string importId, CancellationToken cancellation)
    {
        await using var content = await files.OpenAsync(Repeated(importId), cancellation);
        var repeated = new Dictionary<int, int>();
        if (content is not null)
        {
            await foreach (var record in CsvReader.ReadAsync(content, cancellation: cancellation))
            {
                repeated[Number(record.Fields[0])] = Number(record.Fields[1]);
            }
        }

        return repeated;
    }

    internal Task KeepReportAsync(string importId, int slice, IReadOnlyList<RejectedLine> rejected, CancellationToken cancellation)
    {
        var lines = rejected.Select(line => ReportLine(line, texts.For(line.Reason.Code, line.Reason.Arguments)));
        return rejected.Count == 0
            ? Task.CompletedTask
            : files.PutAsync(Report(importId, slice), Encoding.UTF8.GetBytes(string.Concat(lines)), cancellation);
    }

    internal async Task CopyReportAsync(string importId, int slice, Stream target, CancellationToken cancellation)
    {
        await using var content = await files.OpenAsync(Report(importId, slice), cancellation);
        if (content is not null)
        {
            await content.CopyToAsync(target, cancellation);
        }
    }

    internal Task RemoveAsync(string importId, CancellationToken cancellation) =>
        files.RemoveAllAsync($"register/{importId}/", cancellation);

    private static string ReportLine(RejectedLine line, ErrorText text) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Number},{line.Reason.Code},{CsvFields.Write($"{text.Title}. {text.Detail}")}\r\n"
        );

    private static string Repeated(string importId) => $"register/{importId}/repeated";

    private static string Report(string importId, int slice) =>
        string.Create(CultureInfo.InvariantCulture, $"register/{importId}/{slice:D6}");

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
