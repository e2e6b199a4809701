using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Collecting;

/// <summary>When payroll is asked for instalments, and how long its word is waited for.</summary>
/// <param name="AskDay">Day of the month on which that month's instalment is asked for.</param>
/// <param name="LastAskDay">Last day on which payroll can still take it into that month's payslips.</param>
/// <param name="AnswerWithinDays">Days after the end of the month until which an unanswered instalment earns no late interest.</param>
internal sealed record CollectionTerms(int AskDay, int LastAskDay, int AnswerWithinDays)
{
    /// <summary>The instant from which the month's instalment is asked for.</summary>
    /// <param name="month">Its first day.</param>
    internal DateTimeOffset AskAt(DateOnly month) => LimaTime.Instant(month.AddDays(AskDay - 1), new TimeOnly(0, 30));

    internal bool CanStillAsk(DateOnly month, DateOnly today) => today <= month.AddDays(LastAskDay - 1);

    /// <summary>Last day on which payroll's answer is waited for.</summary>
    internal DateOnly Until(DateOnly month) => month.AddMonths(1).AddDays(AnswerWithinDays - 1);
}

/// <summary>The terms over time: what the agreements with the payroll units say.</summary>
internal static class CollectionTermsTable
{
    /// <summary>The rows shipped with the program.</summary>
    internal static readonly EffectiveDated<CollectionTerms> Shipped = Read();

    private static EffectiveDated<CollectionTerms> Read()
    {
        using var stream = typeof(CollectionTermsTable).Assembly.GetManifestResourceStream("credit-collection.seed.json")!;
        var rows = JsonSerializer.Deserialize(stream, CollectionJson.Default.CollectionRowArray)!;
        return EffectiveDated<CollectionTerms>.Create(rows.Select(row => row.ToValue())).Value;
    }
}

/// <summary>A row as it is written down.</summary>
internal sealed record CollectionRow(DateOnly ValidFrom, DateOnly? ValidTo, int AskDay, int LastAskDay, int AnswerWithinDays, string Source)
{
    internal EffectiveValue<CollectionTerms> ToValue() => new(new(AskDay, LastAskDay, AnswerWithinDays), ValidFrom, ValidTo, Source);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CollectionRow[]))]
internal sealed partial class CollectionJson : JsonSerializerContext;
