using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Platform.Messaging.ServiceBus;

/// <summary>
/// Settings of the calls to Service Bus. The pipeline's own retries (408, 429 with Retry-After, 500, 502, 503, 504, silence) send the same
/// bytes with the same message ids, so the broker's duplicate detection drops what had arrived.
/// </summary>
internal sealed class ServiceBusPipeline : ClientOptions
{
    private static readonly string[] Scopes = ["https://servicebus.azure.net/.default"];

    internal ServiceBusPipeline(TimeSpan tryTimeout)
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 4;
        Retry.NetworkTimeout = tryTimeout;
        Diagnostics.IsLoggingContentEnabled = false;
    }

    internal HttpPipeline Build(ServiceBusOptions options, TokenCredential? identity, TimeProvider time)
    {
        HttpPipelinePolicy authorization = options switch
        {
            { SharedAccessKeyName: { } name, SharedAccessKey: { } key } => new ServiceBusTokenPolicy(options.Endpoint!, name, key, time),
            _ when identity is not null => new BearerTokenAuthenticationPolicy(identity, Scopes),
            _ => throw new InvalidOperationException("Service Bus needs a shared access key or an identity."),
        };
        return HttpPipelineBuilder.Build(this, [], [authorization], null);
    }
}
