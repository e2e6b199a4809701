using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Clients;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Health;
using Serverless.Platform.Hosting.Http;
using Serverless.Platform.Hosting.Limits;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Hosting.Process;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Storage;
using Serverless.Platform.Telemetry;

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
        // Empty on purpose: the usual builders read ASPNETCORE_URLS, which the host's environment carries, and watch files.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile("appsettings.json", optional: true, reloadOnChange: false);
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        LogToStandardOutput(builder.Logging);
        builder.WebHost.UseKestrelCore();
        builder.AddListener(environment);
        builder.AddTelemetry();
        builder.Services.AddHandler(environment, assemblies);
        return builder;
    }

    /// <summary>The pipeline in its order; routes are mapped after it.</summary>
    public static WebApplication UseHandler(this WebApplication app)
    {
        var contexts = app.Services.GetRequiredService<ContextRouting>();
        contexts.Rest = app;
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HandlerBoundary>();
        app.UseMiddleware<ProblemPages>();
        // Answers to POST may hold secrets beside what the caller sent; compressing those tells an observer about them.
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method), get => get.UseResponseCompression());
        app.Use(contexts.Before);
        app.UseRouting();
        app.UseMiddleware<ClientGate>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<CommandPreconditions>();
        app.MapGet("/", (RequestDelegate)NoContent).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    internal static void LogToStandardOutput(ILoggingBuilder logging) =>
        logging.AddSimpleConsole(format => (format.SingleLine, format.ColorBehavior) = (true, LoggerColorBehavior.Disabled));

    private static void AddListener(this WebApplicationBuilder builder, HandlerEnvironment environment)
    {
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(services => new ConfigureOptions<KestrelServerOptions>(
            kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(IPAddress.Loopback, environment.Port ?? services.GetRequiredService<IOptions<HostingOptions>>().Value.Port);
            }
        ));
    }

    private static void AddHandler(this IServiceCollection services, HandlerEnvironment environment, Assembly[] assemblies)
    {
        services
            .AddSettings<HostingOptions>(HostingOptions.Section, (from, to) => from.Bind(to))
            .Setting(HostingOptions.Section, nameof(HostingOptions.Port), o => o.Port is >= 0 and <= 65535, "must be a port")
            .Setting(
                HostingOptions.Section,
                nameof(HostingOptions.PublicBaseAddress),
                o => o.PublicBaseAddress is null or { IsAbsoluteUri: true },
                "must be an absolute address"
            );
        services
            .AddSettings<ClientOptions>(ClientOptions.Section, (from, to) => from.Bind(to))
            .Setting(
                ClientOptions.Section,
                nameof(ClientOptions.MinimumAppVersion),
                o => o.MinimumAppVersion is null || Version.TryParse(o.MinimumAppVersion, out _),
                "must be a version such as 2.3.0"
            );
        services.AddSingleton<ContextRouting>();
        services.AddSingleton(provider => provider.GetRequiredService<ContextRouting>().All);
        services.AddRoutingCore();
        services.AddResponseCompression(o => o.MimeTypes = ["application/json", "application/problem+json", "text/html", "text/csv"]);
        services.AddPlatformJson().AddReference().AddStaffAuthentication();
        services.AddSingleton(environment);
        services.AddSingleton(_ => ErrorCatalogue.Load([typeof(HandlerHost).Assembly, .. assemblies]));
        services.AddSingleton<Readiness>();
        services.TryAddSingleton<MemoryRateCounter>();
        services.TryAddSingleton<IRateCounter>(provider => new StoredRateCounter(
            () => provider.GetRequiredService<StorageClients>().Table(StoredRateCounter.Table),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddHostedService<StartupGuard>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddFrameworkOptions();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddParentWatch(environment);
    }

    private static void AddParentWatch(this IServiceCollection services, HandlerEnvironment environment)
    {
        if (environment.StartedByHost)
        {
            services.AddSingleton(provider => new ParentWatch(
                environment.Parent,
                ParentWatch.CurrentParentId,
                // A process lives by the machine's clock: one that is set years ahead would look every second of them.
                TimeProvider.System,
                provider.GetRequiredService<IHostApplicationLifetime>(),
                provider.GetRequiredService<ILogger<ParentWatch>>()
            ));
            services.AddHostedService(provider => provider.GetRequiredService<ParentWatch>());
        }
    }

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
