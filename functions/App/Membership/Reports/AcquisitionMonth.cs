using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Reports;

/// <summary>Teachers who became members in one month, by what brought them (row D35); kept by messages, so a report reads one row.</summary>
/// <param name="Month">Lima month, <c>2022-12</c>.</param>
internal sealed record AcquisitionMonth(string Month)
{
    /// <summary>By strategy: <c>office</c>, <c>school</c>.</summary>
    public ImmutableSortedDictionary<string, long> Strategies { get; init; } = Empty;

    public ImmutableSortedDictionary<string, long> Campaigns { get; init; } = Empty;

    public ImmutableSortedDictionary<string, long> Promoters { get; init; } = Empty;

    public ImmutableSortedDictionary<string, long> Schools { get; init; } = Empty;

    private static readonly ImmutableSortedDictionary<string, long> Empty = ImmutableSortedDictionary.Create<string, long>(
        StringComparer.Ordinal
    );
}

/// <summary>Counting and the report's arithmetic. Pure.</summary>
internal static class AcquisitionRules
{
    /// <summary>What nobody named, and what came after <see cref="MostNames"/> others.</summary>
    internal const string Others = "-";

    /// <summary>Promoters or schools told apart in a month: with longer names the row would outgrow the table.</summary>
    private const int MostNames = 2000;

    internal static AcquisitionMonth Count(AcquisitionMonth month, Affiliations.Acquisition from) =>
        month with
        {
            Strategies = Plus(month.Strategies, from.Strategy),
            Campaigns = Plus(month.Campaigns, from.Campaign),
            Promoters = Plus(month.Promoters, from.Promoter),
            Schools = Plus(month.Schools, from.School),
        };

    /// <summary>Rows in falling order with whole percentages that sum to 100 (largest remainder).</summary>
    internal static IReadOnlyList<AcquisitionRow> Rows(IEnumerable<KeyValuePair<string, long>> counts)
    {
        var sorted = counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).ToList();
        var total = sorted.Sum(count => count.Value);
        if (total == 0)
        {
            return [];
        }

        var floors = sorted.Select(count => count.Value * 100 / total).ToList();
        var left = 100 - floors.Sum();
        var raised = sorted
            .Select((count, index) => (index, Remainder: count.Value * 100 % total))
            .OrderByDescending(part => part.Remainder)
            .Take((int)left)
            .Select(part => part.index)
            .ToHashSet();
        return
        [
            .. sorted.Select(
                (count, index) => new AcquisitionRow(count.Key, count.Value, (int)floors[index] + (raised.Contains(index) ? 1 : 0))
            ),
        ];
    }

    /// <summary>The Lima month of a moment.</summary>
    internal static string MonthOf(DateTimeOffset at) =>
        LimaTime.DateOf(at).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    private static ImmutableSortedDictionary<string, long> Plus(ImmutableSortedDictionary<string, long> counts, string? name)
    {
        var key = name is not null && (counts.ContainsKey(name) || counts.Count < MostNames) ? name : Others;
        return counts.SetItem(key, counts.GetValueOrDefault(key) + 1);
    }
}

/// <param name="Percent">Whole; the rows of one list sum to 100.</param>
internal sealed record AcquisitionRow(string Name, long Affiliations, int Percent);

/// <param name="Total">Always the sum of the strategies.</param>
internal sealed record AcquisitionReport(
    string Month,
    long Total,
    IReadOnlyList<AcquisitionRow> Strategies,
    IReadOnlyList<AcquisitionRow> Campaigns,
    IReadOnlyList<AcquisitionRow> Promoters,
    IReadOnlyList<AcquisitionRow> Schools
)
{
    internal static AcquisitionReport Of(AcquisitionMonth month) =>
        new(
            month.Month,
            month.Strategies.Values.Sum(),
            AcquisitionRules.Rows(month.Strategies),
            AcquisitionRules.Rows(month.Campaigns),
            AcquisitionRules.Rows(month.Promoters),
            AcquisitionRules.Rows(month.Schools)
        );
}
