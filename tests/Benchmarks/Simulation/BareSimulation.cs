using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Platform.Hosting;

namespace Serverless.Benchmarks.Simulation;

/// <summary>The least that Kestrel does for such a request: it reads the body and writes as many bytes as our answer has, working out nothing.</summary>
internal static class BareSimulation
{
    internal const string Kind = "bare-simulation";
    internal const string Path = "/simulation";

    internal static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Environment.GetEnvironmentVariable(HandlerEnvironment.PortVariable)}");
        var app = builder.Build();
        var answer = new byte[64 * 1024];
        app.MapPost(
            Path,
            async context =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                var length = int.Parse(context.Request.Query["bytes"].ToString(), CultureInfo.InvariantCulture);
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = length;
                await context.Response.BodyWriter.WriteAsync(answer.AsMemory(0, length), context.RequestAborted);
            }
        );
        return app;
    }
}
