using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.Platform.Hosting.Http;

/// <summary>
/// The first middleware (decision 2). Proxied public requests and the host's own trigger calls arrive on one port, and nothing
/// but their shape tells them apart, so whatever is not clearly one or the other is refused here.
/// </summary>
internal sealed class HandlerBoundary(RequestDelegate next, HandlerEnvironment environment)
{
    private static readonly string[] SignsOfProxying = ["DISGUISED-HOST", "X-Original-URL"];

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var raw = RequestTarget.PathOf(context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? path);
        if (RequestTarget.IsApi(path) || RequestTarget.IsApi(raw))
        {
            return RequestTarget.IsPlain(raw) && RequestTarget.IsApi(path)
                ? next(context)
                : PlatformErrors.BadTarget.ToProblem().ExecuteAsync(context);
        }

        if ((raw is "/" && path is "/") || IsTriggerCall(context.Request, raw))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private bool IsTriggerCall(HttpRequest request, string rawPath) =>
        environment.Port is { } port
        && HttpMethods.IsPost(request.Method)
        && RequestTarget.IsPlain(rawPath)
        && IsJson(request.ContentType)
        && request.Host.Value == $"127.0.0.1:{port}"
        && request.Headers.UserAgent.ToString().StartsWith("Azure-Functions-Host/", StringComparison.Ordinal)
        && !request.Headers.Keys.Any(IsSignOfProxying);

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static bool IsSignOfProxying(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || SignsOfProxying.Contains(header, StringComparer.OrdinalIgnoreCase);
}
