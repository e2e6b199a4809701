using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting.Clients;

/// <summary>
/// Hides the routes of contexts that are switched off, and sends apps that are too old to the store. Callers that name no version,
/// such as a vendor's webhook or the back office, are no apps.
/// </summary>
internal sealed class ClientGate(RequestDelegate next, IOptions<ClientOptions> options, TimeProvider time)
{
    internal const string VersionHeader = "X-App-Version";
    internal const string ChannelHeader = "X-Channel";
    internal const string PlatformHeader = "X-App-Platform";
    private readonly ClientOptions _clients = options.Value;
    private readonly Version? _minimum = options.Value.MinimumAppVersion is { } text ? Version.Parse(text) : null;

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var name = endpoint?.Metadata.GetMetadata<ContextName>()?.Value;
        if (name is null or "platform")
        {
            return next(context);
        }

        if (_clients.Features.TryGetValue(name, out var on) && !on)
        {
            return PlatformErrors.NotFound.ToProblem().ExecuteAsync(context);
        }

        return IsBackOffice(endpoint) ? next(context)
            : Closed(context.Request) is { } closed ? closed.ToProblem().ExecuteAsync(context)
            : IsTooOld(context.Request) ? Refuse(context)
            : next(context);
    }

    private Error? Closed(HttpRequest request)
    {
        var named = request.Headers[ChannelHeader].ToString();
        var channel =
            named.Length > 0 ? named
            : request.Headers.ContainsKey(VersionHeader) ? "app"
            : "";
        return _clients.Channels.TryGetValue(channel, out var window) ? window.ClosedOn(LimaTime.Today(time)) : null;
    }

    private bool IsTooOld(HttpRequest request) =>
        _minimum is not null
        && request.Headers.TryGetValue(VersionHeader, out var header)
        && (!Version.TryParse(header.ToString(), out var version) || version < _minimum);

    private static bool IsBackOffice(Endpoint? endpoint) =>
        (endpoint as RouteEndpoint)?.RoutePattern.RawText?.Contains("/backoffice", StringComparison.Ordinal) == true;

    private Task Refuse(HttpContext context)
    {
        var isApple = context.Request.Headers[PlatformHeader].ToString().Equals("ios", StringComparison.OrdinalIgnoreCase);
        var link = (isApple ? _clients.AppleStoreLink : _clients.AndroidStoreLink)?.AbsoluteUri ?? "";
        return PlatformErrors.AppTooOld.With("storeLink", link).ToProblem().ExecuteAsync(context);
    }
}
