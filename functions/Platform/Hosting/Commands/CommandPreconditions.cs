using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.Platform.Hosting.Commands;

internal sealed record NeedsIdempotencyKey
{
    internal static readonly NeedsIdempotencyKey Value = new();
}

internal sealed record NeedsIfMatch
{
    internal static readonly NeedsIfMatch Value = new();
}

/// <summary>Who an anonymous caller is to us; the device proof sets it before routes run (decision 13).</summary>
public sealed record AnonymousPrincipal(string Key);

/// <summary>What a route asks of a command before it reads it.</summary>
public static class CommandPreconditionExtensions
{
    /// <summary>Every POST that changes state: the same key gives the same answer, however often it comes.</summary>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(NeedsIdempotencyKey.Value);

    /// <summary>Updates: 428 without <c>If-Match</c>; the handler answers 412 when the version is no longer that one.</summary>
    public static TBuilder RequireIfMatch<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(NeedsIfMatch.Value);
}

/// <summary>Reads <c>Idempotency-Key</c> and <c>If-Match</c> before the body is bound, and puts the body's hash in its way.</summary>
internal sealed class CommandPreconditions(RequestDelegate next)
{
    internal const string KeyHeader = "Idempotency-Key";
    internal const int ShortestKey = 8;
    internal const int LongestKey = 128;

    public async Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<NeedsIfMatch>() is not null && !await TakeIfMatchAsync(context))
        {
            return;
        }

        if (metadata?.GetMetadata<NeedsIdempotencyKey>() is null)
        {
            await next(context);
            return;
        }

        var key = context.Request.Headers[KeyHeader];
        if (key.Count != 1 || !IsKey(key.ToString()))
        {
            await (key.Count == 0 ? PlatformErrors.KeyMissing : PlatformErrors.KeyInvalid).ToProblem().ExecuteAsync(context);
            return;
        }

        await using var body = new BodyHash(context.Request.Body);
        context.Request.Body = body;
        context.Features.Set(new IdempotentCommand(context, PrincipalOf(context), key.ToString(), body));
        // A body that no parameter of the route takes is read here: it belongs to the command, and is looked at by nobody.
        var isTaken = metadata.GetMetadata<IAcceptsMetadata>() is not null;
        if (!isTaken || context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            await body.DrainAsync(context.RequestAborted);
        }

        await next(context);
    }

    /// <summary>Visible ASCII: keys are kept in rows and logs of others.</summary>
    internal static bool IsKey(string key) => key.Length is >= ShortestKey and <= LongestKey && key.All(c => c is > ' ' and < '\u007f');

    private static async Task<bool> TakeIfMatchAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 1 && IfMatch.Parse(header.ToString()) is { } version)
        {
            context.Features.Set(version);
            return true;
        }

        await (header.Count == 0 ? PlatformErrors.IfMatchMissing : PlatformErrors.IfMatchInvalid).ToProblem().ExecuteAsync(context);
        return false;
    }

    private static string PrincipalOf(HttpContext context) => Principals.Of(context) ?? "anonymous";
}
