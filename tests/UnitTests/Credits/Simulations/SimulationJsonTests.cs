using System.Text.Encodings.Web;
using System.Text.Json;
using Serverless.App.Credits;
using Serverless.App.Credits.Simulations;

namespace Serverless.UnitTests.Credits.Simulations;

public sealed class SimulationJsonTests
{
    private static readonly SimulationView Answer = new(
        new(
            "CONSUMO",
            "Crédito & «más»",
            "2026-01-01",
            800_000,
            795_000,
            new(2026, 1, 15),
            2,
            410_000,
            410_050,
            new(2026, 2, 15),
            new(2026, 3, 15),
            24m,
            1.808758m,
            25.5m,
            3m,
            0.100m,
            1,
            2,
            3,
            820_050,
            "none",
            0,
            ["Interest", "Principal"],
            ["Sin costo, y elegir una cuota más baja"]
        ),
        [new(1, new(2026, 2, 15), new(2026, 2, 16), 31, 800_000, 1, 2, 3, 4, 5, 6)],
        new(113.09m, "Circular 0001-2026-BCRP", Carried: true),
        Fit: null,
        [new(12, 70_000, 26.1m, 840_000, new(2027, 1, 15))],
        DebtPurchase: null
    );

    [Fact]
    public void D30_answer_written_directly_is_what_the_framework_would_write()
    {
        var framework = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = CreditsJson.Default,
        };
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written, new() { Encoder = framework.Encoder }))
        {
            JsonSerializer.Serialize(writer, Answer, SimulationJson.Default.SimulationView);
        }

        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(Answer, framework.GetTypeInfo(typeof(SimulationView))), written.ToArray());
    }
}
