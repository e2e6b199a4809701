using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Serverless.Platform.Hosting;

/// <summary>How much body a route takes; routing sets Kestrel's limit from it before the first byte is read.</summary>
internal sealed record RequestSize(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

/// <summary>Limits per route; a context's routes take 64 KiB unless they say otherwise.</summary>
public static class RequestSizeExtensions
{
    /// <summary>What a JSON command needs at most.</summary>
    public const long DefaultBytes = 64 * 1024;

    /// <summary>Larger bodies are refused with 413 and <c>platform.body-too-large</c>.</summary>
    public static TBuilder AcceptsUpTo<TBuilder>(this TBuilder endpoint, long bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestSize(bytes));
}
