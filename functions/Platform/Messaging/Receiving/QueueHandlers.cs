using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Platform.Messaging.Receiving;

/// <summary>The messages that one queue's function understands.</summary>
public sealed class QueueHandlers
{
    private readonly Dictionary<string, Handle> _byType = [];

    internal delegate Task<MessageOutcome> Handle(IServiceProvider services, MessageContext context, CancellationToken cancellation);

    /// <summary>The types handled, for snapshots and for the check against the routing table.</summary>
    public IReadOnlyCollection<string> Types => _byType.Keys;

    /// <summary>Hands the data of every such message to a registered service.</summary>
    /// <exception cref="ArgumentException">The type has a handler already.</exception>
    public QueueHandlers On<TService, T>(
        MessageKind<T> kind,
        Func<TService, T, MessageContext, CancellationToken, Task<MessageOutcome>> handle
    )
        where TService : notnull
        where T : class
    {
        _byType.Add(
            kind.Type,
            (services, context, cancellation) =>
            {
                var data = kind.Read(context.Message);
                return data.IsSuccess
                    ? handle(services.GetRequiredService<TService>(), data.Value, context, cancellation)
                    : Task.FromResult(MessageOutcome.From(data));
            }
        );
        return this;
    }

    internal Handle? Find(string type) => _byType.GetValueOrDefault(type);
}
