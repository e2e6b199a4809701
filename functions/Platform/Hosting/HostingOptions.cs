namespace Serverless.Platform.Hosting;

/// <summary>Settings of the section <c>Hosting</c>.</summary>
public sealed class HostingOptions
{
    /// <summary>The settings section; keys are <c>Hosting__…</c> in the environment.</summary>
    public const string Section = "Hosting";

    /// <summary>
    /// Where the public reaches this app, without a path, for example <c>https://api.example.pe</c>. Links and the OpenAPI servers are
    /// built from it, never from the request's Host, which is the handler's own address (decision 4).
    /// </summary>
    public Uri? PublicBaseAddress { get; set; }

    /// <summary>
    /// Request header that carries the caller's address, as set by a proxy of ours; null, the default, believes none
    /// (decision 27: X-Client-IP can be forged, X-Forwarded-For is replaced by the proxy's peer).
    /// </summary>
    public string? ClientAddressHeader { get; set; }

    /// <summary>Loopback port when no Functions host started this process.</summary>
    public int Port { get; set; } = 5080;

    /// <summary>An absolute address when the public one is known, else the path.</summary>
    public string PublicAddress(string path) => PublicBaseAddress is null ? path : new Uri(PublicBaseAddress, path).AbsoluteUri;
}
