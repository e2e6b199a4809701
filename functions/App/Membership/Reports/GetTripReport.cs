using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Reports;

/// <summary>Row D34: what teachers saved in a month by not going to an office, by zone. Numbers only, nobody's data.</summary>
internal sealed class GetTripReport(AggregateStore store, EffectiveDated<TripCosts> costs)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/backoffice/reports/trips", HandleAsync)
            .RequireStaff("registrar", "officer")
            .WithSummary("Dice cuántos viajes, soles y minutos ahorraron los docentes en un mes, por zona.")
            .WithName("GetTripReport");

    private static async Task<Results<Ok<TripReport>, ProblemResult>> HandleAsync(
        string month,
        GetTripReport slice,
        CancellationToken cancellation
    ) => (await slice.GetAsync(month, cancellation)).ToOk();

    /// <summary>The costs are those of the month's first day: a new row of the table does not rewrite what was reported.</summary>
    internal async Task<Result<TripReport>> GetAsync(string month, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return Error.Invalid("membership.report-month-invalid");
        }

        var counted = (await store.ReadAsync(CountTrips.Kind, CountTrips.IdOf(month), cancellation)).State ?? TripMonth.Empty(month);
        return costs.RowAt(first).Then<TripReport>(row => TripRules.Report(counted, row));
    }
}
