using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Simulations;

/// <summary>The summary sheet of a simulation (row D30) as a PDF to keep or to print: the very figures of the simulation, for anybody.</summary>
internal sealed class PrintSimulation(Simulate simulate, PassingPapers papers)
{
    private const string Pdf = "application/pdf";

    /// <summary>A page costs more than a figure.</summary>
    private static readonly RateLimitPolicy Limit = new("credits-simulation-sheets", 20, TimeSpan.FromMinutes(1));

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapPost("/simulations/sheet", HandleAsync)
            .AllowAnonymous()
            .LimitByAddress(Limit)
            .Produces(StatusCodes.Status200OK, contentType: Pdf)
            .WithSummary("Da la hoja resumen de un cálculo como PDF, sin compromiso.")
            .WithName("PrintSimulation");

    private static async Task<Results<FileContentHttpResult, ProblemResult>> HandleAsync(
        SimulationRequest request,
        PrintSimulation slice,
        CancellationToken cancellation
    )
    {
        var drawn = await slice.DrawAsync(request, cancellation);
        return drawn.Error is { } refused ? refused.ToProblem() : TypedResults.File(drawn.Value, Pdf, "hoja-resumen.pdf");
    }

    internal async Task<Result<byte[]>> DrawAsync(SimulationRequest request, CancellationToken cancellation)
    {
        var priced = await simulate.PriceAsync(request, cancellation);
        return priced.Then(credit => papers.Draw(Paper(credit)));
    }

    private static CreditSimulation Paper(PricedCredit credit) =>
        new(credit.Sheet.ProductName, PaperFigures.SheetOf(credit), PaperFigures.RowsOf(credit), credit.Sheet.Rights);
}
