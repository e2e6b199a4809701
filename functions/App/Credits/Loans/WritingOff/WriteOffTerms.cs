using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Loans.WritingOff;

/// <summary>From how many days in arrears a loan may be given up, over time.</summary>
internal static class WriteOffTerms
{
    /// <summary>The rows shipped with the program.</summary>
    internal static readonly EffectiveDated<int> Shipped = Read();

    private static EffectiveDated<int> Read()
    {
        using var stream = typeof(WriteOffTerms).Assembly.GetManifestResourceStream("write-off.seed.json")!;
        var rows = JsonSerializer.Deserialize(stream, WriteOffJson.Default.WriteOffRowArray)!;
        return EffectiveDated<int>
            .Create(rows.Select(row => new EffectiveValue<int>(row.MinimumDaysOverdue, row.ValidFrom, row.ValidTo, row.Source)))
            .Value;
    }
}

/// <summary>A row as it is written down.</summary>
internal sealed record WriteOffRow(DateOnly ValidFrom, DateOnly? ValidTo, int MinimumDaysOverdue, string Source);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WriteOffRow[]))]
internal sealed partial class WriteOffJson : JsonSerializerContext;
