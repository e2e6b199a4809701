using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.Platform.Hosting;

/// <summary>
/// A web application that is a Functions custom handler: it listens on the host's loopback port and nowhere else, reads its settings
/// once, logs to standard output, and does no I/O before it listens (functions contract, section 1).
/// </summary>
public static class HandlerHost
{
    /// <summary>A builder with the handler's rules; contexts add their services to it.</summary>
    /// <param name="args">Command line settings, <c>--Section:Key=value</c>; they win over the environment.</param>
    /// <param name="environment">What the host said; tests say it themselves.</param>
    /// <param name="assemblies">Where error texts are embedded, besides Platform.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, HandlerEnvironment environment, params Assembly[] assemblies)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile("appsettings.json", optional: true, reloadOnChange: false);
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(format => (format.SingleLine, format.ColorBehavior) = (true, LoggerColorBehavior.Disabled));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var services = builder.Services;
        services.AddRoutingCore();
        services.AddSingleton(environment);
        services.AddSingleton(_ => ErrorCatalogue.Load([typeof(HandlerHost).Assembly, .. assemblies]));
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.AddHostingOptions(environment);
        return builder;
    }

    /// <summary>The pipeline in its order; routes are mapped after it.</summary>
    public static WebApplication UseHandler(this WebApplication app)
    {
        app.UseMiddleware<HandlerBoundary>();
        app.UseRouting();
        app.MapGet(
            "/",
            context =>
            {
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            }
        );
        return app;
    }

    private static void AddHostingOptions(this WebApplicationBuilder builder, HandlerEnvironment environment)
    {
        var options = builder.Configuration.GetSection(HostingOptions.Section).Get<HostingOptions>() ?? new();
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, environment.Port ?? options.Port));
    }
}
