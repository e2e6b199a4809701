using Microsoft.AspNetCore.Routing;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.Platform.Messaging.Receiving;

/// <summary>Maps queue functions to their handlers.</summary>
public static class QueueEndpoints
{
    /// <summary>
    /// Maps <c>POST /{function}</c> and, so that nobody can forget it, <c>POST /{function}-poison</c>, which keeps what the host gave up
    /// and raises the alarm (decision 18). Both need a function.json; the trigger binding beside a durable client is the only other one.
    /// </summary>
    /// <param name="function">Name of the function and, unless <paramref name="queue"/> says otherwise, of its queue.</param>
    public static IEndpointRouteBuilder MapQueue(
        this IEndpointRouteBuilder routes,
        string function,
        Action<QueueHandlers> configure,
        string? queue = null
    )
    {
        var handlers = new QueueHandlers();
        configure(handlers);
        routes.MapTrigger<QueueReceiver>(
            function,
            (receiver, envelope, cancellation) => receiver.ReceiveAsync(handlers, queue ?? function, envelope, cancellation)
        );
        routes.MapTrigger<QueueReceiver>(
            $"{function}-poison",
            (receiver, envelope, cancellation) => receiver.KeepPoisonAsync(envelope, cancellation)
        );
        return routes;
    }
}
