using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Reports;

/// <summary>Row D35: new members of a month by strategy, campaign, promoter and school. Numbers only, nobody's data.</summary>
internal sealed class GetAcquisitionReport(AggregateStore store)
{
    private static readonly Error BadMonth = Error.Invalid("membership.report-month-invalid");

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/backoffice/reports/acquisition", HandleAsync)
            .RequireStaff("registrar", "officer")
            .WithSummary("Cuenta las afiliaciones de un mes por estrategia, campaña, promotor y escuela.")
            .WithName("GetAcquisitionReport");

    private static async Task<Results<Ok<AcquisitionReport>, ProblemResult>> HandleAsync(
        string month,
        GetAcquisitionReport slice,
        CancellationToken cancellation
    ) => (await slice.GetAsync(month, cancellation)).ToOk();

    internal async Task<Result<AcquisitionReport>> GetAsync(string month, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return BadMonth;
        }

        var counted = await store.ReadAsync(CountAcquisition.Kind, CountAcquisition.IdOf(month), cancellation);
        return AcquisitionReport.Of(counted.State ?? new AcquisitionMonth(month));
    }
}
