using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Platform.Hosting;

/// <summary>The bounded context an endpoint belongs to; a feature flag of that name hides all its routes.</summary>
public sealed record ContextName(string Value);

/// <summary>Where contexts hang their routes and functions; both are mapped when the first request for one of them comes.</summary>
public static class ContextRoutes
{
    internal const string Prefix = "/api/v1/";

    /// <summary>
    /// Maps into the group <c>/api/v1/{context}</c> (decision 5) with what every route of it needs: small bodies unless a route says
    /// otherwise, and the context's name as its tag in the reference. Staff routes go under <c>/backoffice</c> in it.
    /// </summary>
    public static void MapContext(this IEndpointRouteBuilder app, string context, Action<RouteGroupBuilder> map) =>
        RoutingOf(app)
            .Of(context)
            .Add(routes =>
                map(
                    routes
                        .MapGroup($"{Prefix}{context}")
                        .WithMetadata(new ContextName(context))
                        .WithTags(context)
                        .AcceptsUpTo(RequestSizeExtensions.DefaultBytes)
                )
            );

    /// <summary>Maps functions, the routes that the host calls.</summary>
    public static void MapFunctions(this IEndpointRouteBuilder app, Action<IEndpointRouteBuilder> map) => RoutingOf(app).Functions.Add(map);

    private static ContextRouting RoutingOf(IEndpointRouteBuilder app) => app.ServiceProvider.GetRequiredService<ContextRouting>();
}
