using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.App.Fund.Accounts;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Parameters;

/// <summary>The fund's rules over time. A change is a new row with the day it begins and the board's act as its source; rows in force never change.</summary>
internal sealed class FundParameterTable
{
    private readonly EffectiveDated<FundParameters> _rows;

    private FundParameterTable(EffectiveDated<FundParameters> rows) => _rows = rows;

    /// <summary>The rules of a month, as they stood on its last day.</summary>
    /// <returns>The rules, or <c>platform.effective-none-on-date</c>.</returns>
    internal Result<FundParameters> Of(DateOnly month) => _rows.At(new DateOnly(month.Year, month.Month, 1).AddMonths(1).AddDays(-1));

    /// <returns>The table, or what is wrong with its rows: <c>fund.parameters-invalid</c>, or a code of <see cref="EffectiveDated{T}"/>.</returns>
    internal static Result<FundParameterTable> Read(Stream json)
    {
        var rows = JsonSerializer.Deserialize(json, FundParameterJson.Default.FundParameterRowArray)!;
        return rows.All(row => row.IsSound)
            ? EffectiveDated<FundParameters>
                .Create(rows.Select(row => new EffectiveValue<FundParameters>(row.Parameters(), row.ValidFrom, row.ValidTo, row.Source)))
                .Then<FundParameterTable>(table => new FundParameterTable(table))
            : Error.Invalid("fund.parameters-invalid");
    }

    /// <summary>The rows shipped with the program.</summary>
    internal static FundParameterTable Shipped()
    {
        using var stream = typeof(FundParameterTable).Assembly.GetManifestResourceStream("fund-parameters.seed.json")!;
        return Read(stream).Value;
    }
}

/// <summary>A row as it is written down; rates as text, so that no digit is lost.</summary>
internal sealed record FundParameterRow(
    string Version,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Source,
    string ContributionShare,
    string MonthlyInterest,
    string QuarterlyBonus,
    int[] BonusMonths,
    PostingKind[] Order,
    int CloseDay
)
{
    private static readonly PostingKind[] OfAMonth = [PostingKind.Interest, PostingKind.Contribution, PostingKind.Bonus];

    internal bool IsSound =>
        Version.Length > 0
        && new[] { ContributionShare, MonthlyInterest, QuarterlyBonus }.All(text =>
            Rate.Parse(text) is { IsSuccess: true, Value.Fraction: >= 0m and <= 1m }
        )
        && BonusMonths.All(month => month is >= 1 and <= 12)
        && Order.Length == OfAMonth.Length
        && !OfAMonth.Except(Order).Any()
        && CloseDay is >= 1 and <= 28;

    internal FundParameters Parameters() =>
        new(
            Version,
            Rate.Parse(ContributionShare).Value,
            Rate.Parse(MonthlyInterest).Value,
            Rate.Parse(QuarterlyBonus).Value,
            [.. BonusMonths],
            [.. Order],
            RoundingPolicy.Centimo,
            CloseDay
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(FundParameterRow[]))]
internal sealed partial class FundParameterJson : JsonSerializerContext;
