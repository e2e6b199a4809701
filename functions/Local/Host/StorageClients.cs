using Azure.Storage.Queues;

namespace Serverless.Local.Host;

/// <summary>Client options that Azurite understands.</summary>
internal static class StorageClients
{
    /// <summary>The newest service version that the pinned Azurite accepts; bodies as they are (host.json, messageEncoding none).</summary>
    internal static QueueClientOptions QueueOptions =>
        new(QueueClientOptions.ServiceVersion.V2026_06_06) { MessageEncoding = QueueMessageEncoding.None };
}
