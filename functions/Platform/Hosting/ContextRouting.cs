using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Platform.Hosting;

/// <summary>
/// Routing by context. One table of all routes is made when the first request comes, and making it builds what each of hundreds of
/// routes reads and writes: time of every cold start, and megabytes, for routes that an instance may never be asked for. So each
/// context has a table of its own, and the functions share one; each is filled when the first request for it comes.
/// </summary>
internal sealed class ContextRouting(IServiceProvider services)
{
    private readonly Dictionary<string, RouteTable> _contexts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the host calls.</summary>
    internal RouteTable Functions { get; } = new(services);

    /// <summary>Routes that are neither a context's nor a function, if there are any.</summary>
    internal IEndpointRouteBuilder? Rest { get; set; }

    /// <summary>Every route there is, for the reference; asking it for them maps and builds them all.</summary>
    internal EndpointDataSource All =>
        new CompositeEndpointDataSource([
            .. _contexts.Values.Append(Functions).SelectMany(table => table.Sources),
            .. Rest?.DataSources ?? [],
        ]);

    /// <summary>Where the routes of a context are kept.</summary>
    internal RouteTable Of(string context)
    {
        if (!_contexts.TryGetValue(context, out var table))
        {
            _contexts[context] = table = new(services);
        }

        return table;
    }

    /// <summary>Looks a request up in the table it belongs to; whatever belongs to none goes on without an endpoint.</summary>
    internal RequestDelegate Before(RequestDelegate next)
    {
        var functions = Functions.Before(next);
        var lookups = _contexts.ToDictionary(context => context.Key, context => context.Value.Before(next), _contexts.Comparer);
        var byName = lookups.GetAlternateLookup<ReadOnlySpan<char>>();
        return http =>
            byName.TryGetValue(ContextOf(http.Request.Path), out var lookup) ? lookup(http)
            // The host posts its calls.
            : HttpMethods.IsPost(http.Request.Method) ? functions(http)
            : next(http);
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
