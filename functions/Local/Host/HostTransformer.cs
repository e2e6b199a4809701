using Yarp.ReverseProxy.Forwarder;

namespace Serverless.Local.Host;

/// <summary>
/// What the host changes on a proxied request: its own identity over whatever the caller sent, X-Forwarded-* replaced by the
/// peer that it saw, Host set to the handler's address. Everything else passes unread.
/// </summary>
internal sealed class HostTransformer : HttpTransformer
{
    private static readonly string[] Forwarded = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix"];

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken
    )
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var headers = proxyRequest.Headers;
        headers.Host = null;
        foreach (var name in Forwarded)
        {
            headers.Remove(name);
        }
        headers.Add("X-Forwarded-For", $"{httpContext.Connection.RemoteIpAddress?.MapToIPv4()}");
        headers.Add("X-Forwarded-Host", httpContext.Request.Host.Value);
        headers.Add("X-Forwarded-Proto", httpContext.Request.Scheme);
        var invocation = Guid.NewGuid().ToString();
        Replace(HostIdentity.InvocationHeader, invocation);
        Replace(HostIdentity.RequestIdHeader, invocation);
        Replace(HostIdentity.VersionHeader, HostIdentity.Version);

        void Replace(string name, string value)
        {
            headers.Remove(name);
            headers.Add(name, value);
        }
    }
}
