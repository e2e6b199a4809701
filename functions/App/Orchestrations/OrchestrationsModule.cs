using Serverless.App.Orchestrations.Messages;
using Serverless.Durable;
using Serverless.Platform.Hosting;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Orchestrations;

/// <summary>
/// The way to the task hub. A context registers its orchestrations and activities with <c>services.AddDurable(…)</c> in its own module,
/// one line each, and keeps a function.json per name beside its code; they are mapped here, all at once.
/// </summary>
internal static class OrchestrationsModule
{
    private const string Queue = "orchestrations";

    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(OrchestrationCommands.Start.Type, Queue),
        new(OrchestrationCommands.Raise.Type, Queue),
        new(OrchestrationCommands.Suspend.Type, Queue),
        new(OrchestrationCommands.Resume.Type, Queue),
        new(OrchestrationCommands.Terminate.Type, Queue),
    ];

    internal static WebApplicationBuilder AddOrchestrations(this WebApplicationBuilder builder)
    {
        builder.Services.AddDurable(_ => { }).AddSingleton<SteerTaskHub>();
        return builder;
    }

    internal static void MapOrchestrations(this WebApplication app) =>
        app.MapFunctions(functions =>
        {
            functions.MapDurable();
            functions.MapDurableSweep("orchestrations-sweep");
            functions.MapQueue(Queue, asked => asked.OnOrchestrations());
        });

    internal static QueueHandlers OnOrchestrations(this QueueHandlers asked) =>
        asked
            .On<SteerTaskHub, StartOrchestration>(
                OrchestrationCommands.Start,
                (hub, start, context, c) => hub.StartAsync(start, context, c)
            )
            .On<SteerTaskHub, RaiseOrchestrationEvent>(
                OrchestrationCommands.Raise,
                (hub, raise, context, c) => hub.RaiseAsync(raise, context, c)
            )
            .On<SteerTaskHub, SteerOrchestration>(
                OrchestrationCommands.Suspend,
                (hub, steer, context, c) => hub.SuspendAsync(steer, context, c)
            )
            .On<SteerTaskHub, SteerOrchestration>(
                OrchestrationCommands.Resume,
                (hub, steer, context, c) => hub.ResumeAsync(steer, context, c)
            )
            .On<SteerTaskHub, SteerOrchestration>(
                OrchestrationCommands.Terminate,
                (hub, steer, context, c) => hub.TerminateAsync(steer, context, c)
            );
}
