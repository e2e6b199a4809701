using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Platform.Hosting;

/// <summary>
/// Routing by context. One table of all routes is made when the first request comes, and making it builds what each of hundreds of
/// routes reads and writes: time of every cold start, and megabytes, for routes that an instance may never be asked for. So each
/// context has a table of its own, made when the first request for that context comes.
/// </summary>
internal sealed class ContextRouting(IServiceProvider services)
{
    // Where UseRouting leaves the builder of the routes that it will look through.
    private const string RoutesKey = "__EndpointRouteBuilder";
    private readonly Dictionary<string, IApplicationBuilder> _contexts = new(StringComparer.OrdinalIgnoreCase);
    private IEndpointRouteBuilder? _functions;

    /// <summary>The routes that belong to no context, which the host calls.</summary>
    internal IEndpointRouteBuilder Functions
    {
        get => _functions ?? throw new InvalidOperationException("UseHandler comes before routes are listed.");
        set => _functions = value;
    }

    /// <summary>Every route there is, for the reference; asking it for them builds them all.</summary>
    internal EndpointDataSource All =>
        new CompositeEndpointDataSource([.. _contexts.Keys.SelectMany(name => RoutesOf(name).DataSources), .. Functions.DataSources]);

    /// <summary>Where the routes of a context are hung.</summary>
    internal IEndpointRouteBuilder RoutesOf(string context)
    {
        if (!_contexts.TryGetValue(context, out var lookup))
        {
            _contexts[context] = lookup = new ApplicationBuilder(services).UseRouting();
        }

        return (IEndpointRouteBuilder)lookup.Properties[RoutesKey]!;
    }

    /// <summary>Looks a request up in the table of its context; whatever belongs to none goes on without an endpoint.</summary>
    internal RequestDelegate Before(RequestDelegate next)
    {
        var lookups = _contexts.ToDictionary(context => context.Key, context => context.Value.Use(_ => next).Build(), _contexts.Comparer);
        var byName = lookups.GetAlternateLookup<ReadOnlySpan<char>>();
        return http => byName.TryGetValue(ContextOf(http.Request.Path), out var lookup) ? lookup(http) : next(http);
    }

    private static ReadOnlySpan<char> ContextOf(PathString path)
    {
        const string Prefix = ContextRoutes.Prefix;
        var text = path.Value.AsSpan();
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var rest = text[Prefix.Length..];
        return rest.IndexOf('/') is >= 0 and var end ? rest[..end] : rest;
    }
}
