using System.Net;
using Microsoft.AspNetCore.Http;

namespace Serverless.Platform.Hosting.Http;

/// <summary>Where a request came from, and which header was believed for it: evidence keeps both (decision 27).</summary>
/// <param name="Address">Null when no header is configured: the connection itself is always the host's loopback.</param>
/// <param name="Header">The configured header, or null when none is believed.</param>
public sealed record ClientAddress(IPAddress? Address, string? Header)
{
    /// <summary>Reads the configured header only; an address with a port or anything unreadable counts as unknown.</summary>
    public static ClientAddress Of(HttpRequest request, HostingOptions options) =>
        options.ClientAddressHeader is { Length: > 0 } header
            ? new(IPAddress.TryParse(request.Headers[header].ToString(), out var address) ? address : null, header)
            : new(null, null);
}
