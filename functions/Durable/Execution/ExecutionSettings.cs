using Microsoft.Extensions.Logging;
using Serverless.Durable.Payloads;

namespace Serverless.Durable.Execution;

/// <summary>What every turn shares.</summary>
internal sealed record ExecutionSettings(PayloadJson Json, ILoggerFactory Loggers)
{
    public DurableVersioning Versioning { get; init; } = new();

    public RetryPolicy? InfrastructureRetry { get; init; }
}
