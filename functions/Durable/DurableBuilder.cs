using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Serverless.Durable.Execution;
using Serverless.Durable.Triggers;

namespace Serverless.Durable;

/// <summary>
/// Where a context registers its orchestrations, its activities and the source-generated JSON types of their inputs and results.
/// May be used several times; everything ends up in one registry.
/// </summary>
public sealed class DurableBuilder
{
    internal DurableBuilder(IServiceCollection services) => Services = services;

    /// <summary>Versions this deployment takes.</summary>
    public DurableVersioning Versioning { get; set; } = new();

    /// <summary>
    /// What happens when the host, not the activity, failed a call that has no retry options of its own; null leaves it to the
    /// orchestration. The number of attempts is part of what running instances replay: change it with a new version only.
    /// </summary>
    public RetryPolicy? InfrastructureRetry { get; set; } = new(5, TimeSpan.FromSeconds(15), backoffCoefficient: 4);

    internal IServiceCollection Services { get; }

    internal OrchestrationRegistry Orchestrations { get; } = new();

    internal ActivityRegistry Activities { get; } = new();

    internal List<JsonSerializerContext> JsonContexts { get; } = [];

    /// <summary>Types of inputs, results, events and statuses; simple types are known already.</summary>
    public DurableBuilder AddJson(JsonSerializerContext types)
    {
        JsonContexts.Add(types);
        return this;
    }

    /// <param name="name">The function's name.</param>
    /// <param name="orchestrator">Deterministic code that touches its context only.</param>
    /// <param name="version">Null serves every version that has no code of its own.</param>
    public DurableBuilder AddOrchestratorFunc<TInput, TOutput>(
        TaskName name,
        Func<TaskOrchestrationContext, TInput, Task<TOutput>> orchestrator,
        string? version = null
    )
    {
        Orchestrations.Add(name, version, async context => context.Json.Write(await orchestrator(context, context.GetInput<TInput>()!)));
        return this;
    }

    /// <inheritdoc cref="AddOrchestratorFunc{TInput,TOutput}"/>
    public DurableBuilder AddOrchestrator<TOrchestrator, TInput, TOutput>(TaskName name, string? version = null)
        where TOrchestrator : TaskOrchestrator<TInput, TOutput>, new() =>
        AddOrchestratorFunc<TInput, TOutput>(name, (context, input) => new TOrchestrator().RunAsync(context, input), version);

    public DurableBuilder AddActivityFunc<TInput, TOutput>(TaskName name, Func<TaskActivityContext, TInput, Task<TOutput>> activity)
    {
        Activities.Add<TInput, TOutput>(name, (_, context, input) => activity(context, input));
        return this;
    }

    /// <summary>One object per call, from a scope of its own.</summary>
    public DurableBuilder AddActivity<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActivity,
        TInput,
        TOutput
    >(TaskName name)
        where TActivity : TaskActivity<TInput, TOutput>
    {
        Services.TryAddScoped<TActivity>();
        Activities.Add<TInput, TOutput>(
            name,
            (services, context, input) => services.GetRequiredService<TActivity>().RunAsync(context, input)
        );
        return this;
    }
}
