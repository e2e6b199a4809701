using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Platform.Face;

/// <summary>Settings of the calls to the vendor.</summary>
internal sealed class FacePipeline : ClientOptions
{
    internal const string KeyHeader = "Ocp-Apim-Subscription-Key";

    private static readonly string[] Scopes = ["https://cognitiveservices.azure.com/.default"];

    internal FacePipeline(FaceOptions options)
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = options.MaxRetries;
        Retry.NetworkTimeout = options.TryTimeout;

        // Somebody holds a phone before their face: a longer wait is an answer of its own.
        Retry.MaxDelay = TimeSpan.FromSeconds(3);
        Diagnostics.IsLoggingContentEnabled = false;
    }

    internal HttpPipeline Build(FaceOptions options, TokenCredential? identity)
    {
        HttpPipelinePolicy authorization = options switch
        {
            { Key: { Length: > 0 } key } => new KeyPolicy(key),
            _ when identity is not null => new BearerTokenAuthenticationPolicy(identity, Scopes),
            _ => throw new InvalidOperationException("Face needs a key or an identity."),
        };
        return HttpPipelineBuilder.Build(this, [], [authorization], null);
    }
}

/// <summary>The resource's key on every try.</summary>
internal sealed class KeyPolicy(string key) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(FacePipeline.KeyHeader, key);
}
