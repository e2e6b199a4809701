using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Platform.Due;
using Serverless.Platform.Messaging;
using Serverless.Platform.Storage;

namespace Serverless.TestKit;

/// <summary>
/// One life of a process that uses the store: its own clients, relay and sweep over its own network. When the network kills it, a test
/// makes the next one over the same account.
/// </summary>
public sealed class StorageProcess
{
    public StorageProcess(
        StorageOptions options,
        RoutingTable routes,
        IMessageSender sender,
        TimeProvider clock,
        FaultTransport? network = null
    )
    {
        Network = network ?? new FaultTransport();
        Clients = new StorageClients(options, Network);
        var markers = new CommandMarkers(Clients, clock);
        var due = new DueTable(Clients);
        Relay = new Relay(options, sender, due, NullLogger<Relay>.Instance);
        Store = new AggregateStore(Clients, new Committer(Clients, options, markers, due, Relay, routes, clock));
        Runner = new CommandRunner(Store, clock);
        Drain = new DrainDue(Clients, due, markers, routes, sender, clock, NullLogger<DrainDue>.Instance);
    }

    public AggregateStore Store { get; }

    public CommandRunner Runner { get; }

    public DrainDue Drain { get; }

    /// <summary>Counts the round trips, faults or not.</summary>
    public FaultTransport Network { get; }

    internal StorageClients Clients { get; }

    internal Relay Relay { get; }

    /// <summary>What the relay does in the background, done now.</summary>
    public Task RelayAsync() => Relay.DrainAsync(CancellationToken.None);
}
