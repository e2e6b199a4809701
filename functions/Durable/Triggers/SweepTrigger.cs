using Serverless.Durable.Client;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.Durable.Triggers;

/// <summary>A timer function that carries the durableClient binding: one pass of the sweep per call.</summary>
internal sealed class SweepTrigger(DurableTaskClientFactory clients, InfrastructureFailureSweep sweep)
{
    public Task RunAsync(TriggerEnvelope envelope, CancellationToken cancellation) =>
        envelope.DurableClient is { } binding
            ? sweep.RunAsync(clients.Create(binding), cancellation)
            : throw new InvalidOperationException("The call carries no durableClient binding named client.");
}
