using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Platform.Hosting;

/// <summary>The bounded context an endpoint belongs to; a feature flag of that name hides all its routes.</summary>
public sealed record ContextName(string Value);

/// <summary>Where contexts hang their routes.</summary>
public static class ContextRoutes
{
    internal const string Prefix = "/api/v1/";

    /// <summary>
    /// The group <c>/api/v1/{context}</c> (decision 5) with what every route of it needs: small bodies unless a route says otherwise,
    /// and the context's name as its tag in the reference. Staff routes go under <c>/backoffice</c> in it. It lies in the context's own
    /// table (<see cref="ContextRouting"/>), whatever group it is asked of.
    /// </summary>
    public static RouteGroupBuilder MapContext(this IEndpointRouteBuilder routes, string context) =>
        routes
            .ServiceProvider.GetRequiredService<ContextRouting>()
            .RoutesOf(context)
            .MapGroup($"{Prefix}{context}")
            .WithMetadata(new ContextName(context))
            .WithTags(context)
            .AcceptsUpTo(RequestSizeExtensions.DefaultBytes);
}
