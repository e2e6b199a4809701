using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting.Http;

/// <summary>Answers that a phone may keep: asked again with <c>If-None-Match</c>, an unchanged one is 304 and costs no body.</summary>
public static class FreshAnswer
{
    private const int TagBytes = 12;

    /// <summary>The value under a tag of its own content, 304 when the caller has exactly that, or the problem.</summary>
    public static Results<Ok<T>, StatusCodeHttpResult, ProblemResult> Of<T>(Result<T> result, JsonTypeInfo<T> json, HttpContext context)
    {
        if (result.Error is { } refused)
        {
            return refused.ToProblem();
        }

        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(result.Value, json));
        var tag = $"\"{Base64Url.EncodeToString(hash.AsSpan(0, TagBytes))}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return Has(context.Request, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(result.Value);
    }

    /// <summary>Weak comparison, as RFC 9110 wants it for this header: proxies that compress weaken tags.</summary>
    private static bool Has(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.SelectMany(line => (line ?? "").Split(',')).Any(seen => Strong(seen.Trim()) == tag);

    private static string Strong(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
