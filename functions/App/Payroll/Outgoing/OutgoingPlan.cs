using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Serverless.App.Fund.Messages;
using Serverless.App.Payroll.Requests;
using Serverless.Platform.Lists;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Outgoing;

/// <summary>
/// Which requests may go into a file: their ids in parts of a thousand, under the name of the attempt that wrote them. Only the attempt
/// that the file's own commit names counts, so two workers that plan at once do not mix.
/// </summary>
internal sealed class OutgoingPlan(WorkFiles work, SortedLists lists, MonthlyContribution contribution)
{
    internal const int IdsPerPart = 1000;

    /// <summary>Writes a new attempt and answers its name and number of parts.</summary>
    internal async Task<(string Attempt, int Parts)> MakeAsync(OutgoingFile file, CancellationToken cancellation)
    {
        var attempt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var contributionKnown = (await contribution.OfAsync(PayrollPeriod.Parse(file.Period)!.Value.FirstDay, cancellation)).IsSuccess;
        var parts = 0;
        foreach (var list in DiscountRequestStore.OpenOf(file.Ugel, contributionKnown))
        {
            string? after = null;
            while (await lists.ReadAsync(list, after, IdsPerPart, cancellation) is { Count: > 0 } page)
            {
                var ids = Encoding.ASCII.GetBytes(string.Join('\n', page.Select(entry => entry.Subject)));
                await work.PutAsync(NameOf(file.Id, attempt, parts++), ids, cancellation);
                after = page[^1].Key;
            }
        }

        return (attempt, parts);
    }

    /// <summary>The ids of one part of the plan that counts.</summary>
    internal async Task<IReadOnlyList<string>> ReadPartAsync(OutgoingFile file, int part, CancellationToken cancellation)
    {
        await using var content =
            await work.OpenAsync(NameOf(file.Id, file.Plan, part), cancellation)
            ?? throw new InvalidDataException($"Part {part} of the plan of outgoing file {file.Id} is gone");
        using var reader = new StreamReader(content, Encoding.ASCII);
        return (await reader.ReadToEndAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Every id, part by part.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(
        OutgoingFile file,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        for (var part = 0; part < file.PlanParts; part++)
        {
            yield return await ReadPartAsync(file, part, cancellation);
        }
    }

    /// <summary>When the file is written nobody needs the plans any more, those of lost attempts neither.</summary>
    internal Task RemoveAsync(string fileId, CancellationToken cancellation) => work.RemoveAllAsync($"payroll/{fileId}/", cancellation);

    private static string NameOf(string fileId, string attempt, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"payroll/{fileId}/{attempt}/{part:D6}");
}
