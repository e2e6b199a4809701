using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payments.Journal;

/// <summary>An account of the chart.</summary>
/// <param name="Number">As the accountant writes it.</param>
internal sealed record JournalAccount(string Number, string Name);

/// <summary>Which account each role of a ledger's line is booked to, over time: the accountant's chart is data.</summary>
internal static class JournalAccounts
{
    /// <summary>The rows shipped with the program.</summary>
    internal static readonly EffectiveDated<IReadOnlyDictionary<string, JournalAccount>> Shipped = Read();

    private static EffectiveDated<IReadOnlyDictionary<string, JournalAccount>> Read()
    {
        using var stream = typeof(JournalAccounts).Assembly.GetManifestResourceStream("journal-accounts.seed.json")!;
        var rows = JsonSerializer.Deserialize(stream, JournalJson.Default.ChartRowArray)!;
        return EffectiveDated<IReadOnlyDictionary<string, JournalAccount>>
            .Create(
                rows.Select(row => new EffectiveValue<IReadOnlyDictionary<string, JournalAccount>>(
                    row.Accounts,
                    row.ValidFrom,
                    row.ValidTo,
                    row.Source
                ))
            )
            .Value;
    }
}

/// <summary>A chart as it is written down.</summary>
/// <param name="Accounts">From role to account.</param>
internal sealed record ChartRow(DateOnly ValidFrom, DateOnly? ValidTo, string Source, Dictionary<string, JournalAccount> Accounts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChartRow[]))]
[JsonSerializable(typeof(JournalPart))]
[JsonSerializable(typeof(JournalBook))]
internal sealed partial class JournalJson : JsonSerializerContext;
