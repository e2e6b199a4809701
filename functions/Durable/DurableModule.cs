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
            endpoints.MapPost($"/{name}", (RequestDelegate)orchestrations.HandleAsync).WithMetadata(LargeBody.Limit);
        }

        foreach (var name in builder.Activities.Names)
        {
            endpoints.MapPost($"/{name}", (RequestDelegate)(http => activities.HandleAsync(http, name))).WithMetadata(LargeBody.Limit);
        }
    }

    /// <summary>Maps the timer function that restarts what infrastructure failed; its second binding is durableClient, named client.</summary>
    public static void MapDurableSweep(this IEndpointRouteBuilder endpoints, string function) =>
        endpoints.MapPost($"/{function}", (RequestDelegate)endpoints.ServiceProvider.GetRequiredService<SweepEndpoint>().HandleAsync);

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
        services.AddSingleton<SweepEndpoint>();
        return builder;
    }
}
