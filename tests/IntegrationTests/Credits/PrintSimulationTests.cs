using System.Globalization;
using Serverless.App.Credits.Simulations;
using Serverless.TestKit.Documents;

namespace Serverless.IntegrationTests.Credits;

/// <summary>The summary sheet on paper says what the screen says.</summary>
public sealed class PrintSimulationTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresToolFact("pdftotext", "poppler-utils")]
    public async Task D30_summary_sheet_on_paper_has_the_figures_of_the_simulation()
    {
        await using var town = await CreditTown.OpenAsync();
        var wish = new SimulationRequest("CONSUMO", 800_000, 24);

        var drawn = await town.Service<PrintSimulation>().DrawAsync(wish, default);
        var shown = (await town.Service<Simulate>().PriceAsync(wish, default)).Value.Sheet;

        var text = Tool.Run("pdftotext", "-layout", _folder.Write("sheet.pdf", drawn.Value), "-").Output;
        Assert.Contains(Soles(shown.InstalmentCentimos), text, StringComparison.Ordinal);
        Assert.Contains(Soles(shown.TotalPaidCentimos), text, StringComparison.Ordinal);
        Assert.Contains(Soles(shown.TotalInterestCentimos), text, StringComparison.Ordinal);
        Assert.Contains(shown.LastDue.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        Assert.All(shown.Rights, right => Assert.Contains(right[..20], text, StringComparison.Ordinal));
        Assert.Contains("no un contrato", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D30_sheet_of_what_the_product_does_not_give_is_refused_like_its_simulation()
    {
        await using var town = await CreditTown.OpenAsync();
        const string tooLong = """{"product":"CONSUMO","amountCentimos":800000,"instalments":240}""";

        var simulated = await town.AskAsync("POST", "simulations", tooLong);
        var printed = await town.AskAsync("POST", "simulations/sheet", tooLong);

        Assert.Equal((simulated.Status, simulated.Code), (printed.Status, printed.Code));
        Assert.Equal(422, printed.Status);
    }

    private static string Soles(long centimos) => (centimos / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);
}
