using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Serverless.Durable.Client;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Durable.Triggers;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.Durable;

/// <summary>The library's face to an application: register, then map.</summary>
public static class DurableModule
{
    /// <summary>Adds orchestrations and activities; contexts call it each for themselves.</summary>
    public static IServiceCollection AddDurable(this IServiceCollection services, Action<DurableBuilder> configure)
    {
        configure(BuilderOf(services));
        return services;
    }

    /// <summary>Maps one POST route per orchestration and activity, as the Functions host calls them.</summary>
    public static void MapDurable(this IEndpointRouteBuilder endpoints)
    {
        var builder = endpoints.ServiceProvider.GetRequiredService<DurableBuilder>();
        var orchestrations = endpoints.ServiceProvider.GetRequiredService<OrchestrationEndpoint>();
        var activities = endpoints.ServiceProvider.GetRequiredService<ActivityEndpoint>();
        foreach (var name in builder.Orchestrations.Names)
        {
            Map(endpoints, name, orchestrations.HandleAsync);
        }

        foreach (var name in builder.Activities.Names)
        {
            Map(endpoints, name, http => activities.HandleAsync(http, name));
        }
    }

    /// <summary>Maps the timer function that restarts what infrastructure failed; its second binding is durableClient, named client.</summary>
    public static void MapDurableSweep(this IEndpointRouteBuilder endpoints, string function) =>
        endpoints.MapTrigger<SweepTrigger>(function, (sweep, envelope, cancellation) => sweep.RunAsync(envelope, cancellation));

    private static void Map(IEndpointRouteBuilder endpoints, string function, RequestDelegate handle) =>
        endpoints
            .MapPost($"/{function}", handle)
            .WithMetadata(LargeBody.Limit, new TriggerFunction(function))
            .ExcludeFromDescription()
            .AllowAnonymous();

    private static DurableBuilder BuilderOf(IServiceCollection services)
    {
        if (services.FirstOrDefault(known => known.ServiceType == typeof(DurableBuilder))?.ImplementationInstance is DurableBuilder known)
        {
            return known;
        }

        var builder = new DurableBuilder(services);
        services.AddSingleton(builder);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ExecutionSettings(
            new PayloadJson(builder.JsonContexts),
            provider.GetRequiredService<ILoggerFactory>()
        )
        {
            Versioning = builder.Versioning,
            InfrastructureRetry = builder.InfrastructureRetry,
        });
        services.AddSingleton(provider => new OrchestrationExecutor(
            builder.Orchestrations,
            provider.GetRequiredService<ExecutionSettings>()
        ));
        services.AddSingleton<ExecutorFaults>();
        services.AddSingleton<OrchestrationEndpoint>();
        services.AddSingleton<ActivityEndpoint>();
        services.AddSingleton(provider => new DurableTaskClientFactory(
            provider.GetRequiredService<ExecutionSettings>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<InfrastructureFailureSweep>();
        services.AddSingleton<SweepTrigger>();
        return builder;
    }
}
