using System.Net;
using Serverless.Local.Handler;
using Serverless.Local.Staging;
using Yarp.ReverseProxy.Forwarder;

namespace Serverless.Local.Host;

/// <summary>
/// The public side of the host: a request goes to the handler only when a function.json claims its route and method and its
/// key suffices. Everything else is 404 or 401 and never reaches the handler.
/// </summary>
internal sealed class HttpProxy(ScriptRoot root, HostKeys keys, HandlerSupervisor handler, IHttpForwarder forwarder) : IDisposable
{
    private static readonly HostTransformer Transformer = new();

    /// <summary>The host's activity time-out.</summary>
    private static readonly ForwarderRequestConfig Limits = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };
    private readonly IReadOnlyList<HttpRoute> _routes = HttpRoute.Of(root);
    private readonly string _prefix = root.Host.RoutePrefix.Length == 0 ? "/" : $"/{root.Host.RoutePrefix}/";
    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
        }
    );

    internal async Task ForwardAsync(HttpContext context)
    {
        if (Claiming(context.Request) is not { } route)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (!keys.Allow(context.Request, route.AuthLevel))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var address = await handler.AddressAsync(context.RequestAborted);
        await forwarder.SendAsync(context, address.GetLeftPart(UriPartial.Authority), _http, Limits, Transformer);
    }

    public void Dispose() => _http.Dispose();

    private HttpRoute? Claiming(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (!path.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var below = path[_prefix.Length..].TrimEnd('/');
        return _routes.FirstOrDefault(route =>
            route.Claims(below) && (route.Methods.Count == 0 || route.Methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase))
        );
    }
}
