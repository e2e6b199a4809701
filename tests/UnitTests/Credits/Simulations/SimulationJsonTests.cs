using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
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

    private static readonly Gen<ScheduleRowView> Rows =
        from days in Gen.Int
        from dates in Gen.Int[0, DateOnly.MaxValue.DayNumber].Array[2]
        from amounts in Gen.OneOf(Gen.Long, Gen.Const(0L), Gen.Const(long.MinValue)).Array[7]
        select new ScheduleRowView(
            days,
            DateOnly.FromDayNumber(dates[0]),
            DateOnly.FromDayNumber(dates[1]),
            days,
            amounts[0],
            amounts[1],
            amounts[2],
            amounts[3],
            amounts[4],
            amounts[5],
            amounts[6]
        );

    [Fact]
    public void D30_answer_written_directly_is_what_the_framework_would_write() => WritesAsTheFramework(Answer);

    [Fact]
    public void D30_rows_of_any_figures_are_what_the_framework_would_write() =>
        Rows.Array[0, 40].Sample(rows => WritesAsTheFramework(Answer with { Schedule = rows }));

    [Fact]
    public void D30_parts_that_were_asked_for_are_what_the_framework_would_write() =>
        WritesAsTheFramework(
            Answer with
            {
                Fit = new(false, 70_000, 650_000, null),
                Comparison = [],
                DebtPurchase = new(300_000, 495_000, 30_000, -5_000, 360_000, 325_050),
            }
        );

    private static void WritesAsTheFramework(SimulationView answer)
    {
        var framework = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = CreditsJson.Default,
        };
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written, new() { Encoder = framework.Encoder }))
        {
            SimulationWriter.Write(writer, answer);
        }

        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(answer, framework.GetTypeInfo(typeof(SimulationView))), written.ToArray());
    }
}
