using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Incidents;

/// <summary>The register of security incidents, newest first, and one of them. Nobody's data is in it.</summary>
internal static class GetSecurityIncidents
{
    internal static void Map(RouteGroupBuilder membership)
    {
        membership
            .MapGet(RegisterIncident.Route, ListAsync)
            .RequireStaff(RegisterIncident.Counsel)
            .WithSummary("Lista los incidentes de seguridad, el más nuevo primero.")
            .WithName("ListSecurityIncidents");
        membership
            .MapGet($"{RegisterIncident.Route}/{{id}}", HandleAsync)
            .RequireStaff(RegisterIncident.Counsel)
            .WithSummary("Muestra un incidente de seguridad y su plazo.")
            .WithName("GetSecurityIncident");
    }

    private static async Task<Results<Ok<Page<IncidentView>>, ProblemResult>> ListAsync(
        HttpRequest request,
        IncidentStore incidents,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var page = PageRequest.Of(request);
        if (page.Error is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (found, next) = await incidents.PageAsync(page.Value.After, page.Value.Limit, cancellation);
        IncidentView[] views = [.. found.Select(incident => IncidentView.Of(incident, time.GetUtcNow()))];
        return TypedResults.Ok(new Page<IncidentView>(views, next is null ? null : PageRequest.CursorFor(next)));
    }

    private static async Task<Results<Ok<IncidentView>, ProblemResult>> HandleAsync(
        string id,
        IncidentStore incidents,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        Result<IncidentView> found = await incidents.FindAsync(id, cancellation) is { } incident
            ? IncidentView.Of(incident, time.GetUtcNow())
            : IncidentRules.NotFound;
        return found.ToOk();
    }
}
