using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Serverless.Platform.Hosting.Commands;

/// <summary>The version a caller decided on; handlers of routes with <c>RequireIfMatch</c> take it as a parameter.</summary>
/// <param name="Version">The number that our <c>ETag</c> held.</param>
public sealed record IfMatch(long Version)
{
    /// <summary>Minimal API binding; the header was checked before routes run.</summary>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(
            context.Features.Get<IfMatch>()
                ?? throw new InvalidOperationException($"{context.GetEndpoint()?.DisplayName} must call RequireIfMatch")
        )!;

    /// <summary>Tells the caller which version it is looking at.</summary>
    public static void Announce(HttpResponse response, long version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>One strong tag of ours; lists, weak tags and <c>*</c> say nothing about what the caller saw.</summary>
    internal static IfMatch? Parse(string header) =>
        header.Length > 2
        && header[0] == '"'
        && header[^1] == '"'
        && long.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(version)
            : null;
}
