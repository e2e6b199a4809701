using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Platform.Sms;

/// <summary>Settings of the calls to Azure Communication Services. Retrying a send is safe because each wish carries an id of its own.</summary>
internal sealed class AcsPipeline : ClientOptions
{
    // The double slash is the vendor's own (recorded from its SDK).
    private static readonly string[] Scopes = ["https://communication.azure.com//.default"];

    internal AcsPipeline(AcsOptions options)
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = options.MaxRetries;
        Retry.NetworkTimeout = options.TryTimeout;

        // A longer wait belongs to the attempt's schedule, not to a call that keeps an instance busy.
        Retry.MaxDelay = TimeSpan.FromSeconds(5);
        Diagnostics.IsLoggingContentEnabled = false;
    }

    internal HttpPipeline Build(AcsOptions options, TokenCredential? identity, TimeProvider time)
    {
        HttpPipelinePolicy authorization = options switch
        {
            { AccessKey: { } key } => new AcsSigningPolicy(Convert.FromBase64String(key), time),
            _ when identity is not null => new BearerTokenAuthenticationPolicy(identity, Scopes),
            _ => throw new InvalidOperationException("Communication Services needs an access key or an identity."),
        };
        return HttpPipelineBuilder.Build(this, [], [authorization], null);
    }
}
