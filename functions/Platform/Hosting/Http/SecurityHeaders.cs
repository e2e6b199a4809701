using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Serverless.Platform.Hosting.Http;

/// <summary>Headers of every answer, unless the route has said otherwise: nothing is cached, framed, sniffed or run.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly KeyValuePair<string, StringValues>[] Defaults =
    [
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "no-referrer"),
        new("Cache-Control", "no-store"),
        new("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        new("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                foreach (var header in Defaults)
                {
                    headers.TryAdd(header.Key, header.Value);
                }

                return Task.CompletedTask;
            },
            context.Response
        );
        return next(context);
    }
}
