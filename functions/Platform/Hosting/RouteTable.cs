using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Platform.Hosting;

/// <summary>Routes that are mapped, and looked through by the framework's routing, from the first request for one of them on.</summary>
internal sealed class RouteTable
{
    // Where UseRouting leaves the builder of the routes that it will look through.
    private const string RoutesKey = "__EndpointRouteBuilder";
    private readonly List<Action<IEndpointRouteBuilder>> _maps = [];
    private readonly Lazy<IApplicationBuilder> _routing;

    /// <param name="services">The application's.</param>
    internal RouteTable(IServiceProvider services) => _routing = new(() => Map(new ApplicationBuilder(services).UseRouting()));

    /// <summary>Asking for them maps them.</summary>
    internal IEnumerable<EndpointDataSource> Sources => RoutesOf(_routing.Value).DataSources;

    /// <exception cref="InvalidOperationException">The routes were asked for already.</exception>
    internal void Add(Action<IEndpointRouteBuilder> map)
    {
        if (_routing.IsValueCreated)
        {
            throw new InvalidOperationException("Routes are added before the first request.");
        }

        _maps.Add(map);
    }

    /// <summary>Looks a request up; one that fits no route goes on without an endpoint.</summary>
    internal RequestDelegate Before(RequestDelegate next)
    {
        var lookup = new Lazy<RequestDelegate>(() => _routing.Value.Use(_ => next).Build());
        return http => lookup.Value(http);
    }

    private IApplicationBuilder Map(IApplicationBuilder routing)
    {
        _maps.ForEach(map => map(RoutesOf(routing)));
        return routing;
    }

    private static IEndpointRouteBuilder RoutesOf(IApplicationBuilder routing) => (IEndpointRouteBuilder)routing.Properties[RoutesKey]!;
}
