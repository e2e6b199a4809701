using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Clients;
using Serverless.Platform.Hosting.Health;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.Platform.Hosting.Reference;

/// <summary>The routes that belong to no business context: health, configuration of the apps, the reference.</summary>
public static class PlatformEndpoints
{
    /// <summary>Maps <c>/api/v1/platform</c>.</summary>
    public static void MapPlatform(this IEndpointRouteBuilder app) => app.MapContext("platform", MapRoutes);

    private static void MapRoutes(RouteGroupBuilder platform)
    {
        platform.AllowAnonymous();
        platform.MapGet("/health/live", () => TypedResults.NoContent()).WithSummary("The process answers.");
        platform.MapGet("/health/ready", Ready).WithSummary("Everything the app depends on answers; 503 when something does not.");
        platform
            .MapGet(
                "/config",
                (IOptions<ClientOptions> options, TimeProvider time) => TypedResults.Ok(ClientConfiguration.From(options.Value, time))
            )
            .WithSummary("What an app asks for when it opens: oldest served version, store links, feature flags.");
        platform
            .MapGet("/errors", (ErrorCatalogue catalogue) => TypedResults.Ok(catalogue.Texts))
            .WithSummary("Every error code with its Spanish text.");
        platform.MapGet("/docs", ReferencePage.WriteAsync).ExcludeFromDescription();
        platform.MapOpenApi("/{documentName}.json").ExcludeFromDescription();
    }

    private static async Task<Results<Ok<ReadinessReport>, JsonHttpResult<ReadinessReport>>> Ready(
        Readiness readiness,
        CancellationToken cancellation
    )
    {
        var report = await readiness.ReportAsync(cancellation);
        return report.Status == "ready"
            ? TypedResults.Ok(report)
            : TypedResults.Json(report, PlatformJson.Default.ReadinessReport, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
