using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;

namespace Serverless.Local.Host;

/// <summary>Client options that Azurite understands.</summary>
internal static class StorageClients
{
    /// <summary>The newest service version that the pinned Azurite accepts; bodies as they are (host.json, messageEncoding none).</summary>
    internal static QueueClientOptions QueueOptions =>
        new(QueueClientOptions.ServiceVersion.V2026_06_06) { MessageEncoding = QueueMessageEncoding.None };

    /// <summary>For whoever does nothing but listen: an empty receive is answered when a message comes, or after <paramref name="patience"/>.</summary>
    internal static QueueClientOptions ListeningOptions(TimeSpan patience)
    {
        var options = QueueOptions;
        // Every queue holds a connection; the usual transport has fifty for all.
        options.Transport = new HttpClientTransport(
            new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan }
        );
        options.AddPolicy(new WaitForMessage(patience), HttpPipelinePosition.PerCall);
        return options;
    }

    /// <summary>Tells messages-by-queue.js how long a receive would wait.</summary>
    private sealed class WaitForMessage(TimeSpan patience) : HttpPipelineSynchronousPolicy
    {
        private readonly string _milliseconds = patience.TotalMilliseconds.ToString(
            "F0",
            System.Globalization.CultureInfo.InvariantCulture
        );

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Method == RequestMethod.Get)
            {
                message.Request.Headers.SetValue("x-local-wait", _milliseconds);
            }
        }
    }
}
