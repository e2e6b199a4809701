using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Serverless.Platform.Storage;

/// <summary>The account's three services; one per process. The transport is given by tests that play a failing network.</summary>
internal sealed class StorageClients
{
    private readonly string _prefix;
    private readonly ConcurrentDictionary<string, TableClient> _tables = new(StringComparer.Ordinal);

    /// <remarks>Azure.Data.Tables makes the entities it reads by their constructor, which nothing else here names: native code must keep it.</remarks>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(TableEntity))]
    internal StorageClients(StorageOptions options, HttpPipelineTransport? transport = null)
    {
        _prefix = options.NamePrefix;
        var tables = Configure(new TableClientOptions(), options, transport);
        var blobs = Configure(new BlobClientOptions(), options, transport);
        var queues = Configure(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }, options, transport);
        if (!string.IsNullOrEmpty(options.ConnectionString))
        {
            Tables = new TableServiceClient(options.ConnectionString, tables);
            Blobs = new BlobServiceClient(options.ConnectionString, blobs);
            Queues = new QueueServiceClient(options.ConnectionString, queues);
            return;
        }

        var credential = CredentialFor(options);
        Tables = new TableServiceClient(options.TableServiceUri, credential, tables);
        Blobs = new BlobServiceClient(options.BlobServiceUri, credential, blobs);
        Queues = new QueueServiceClient(options.QueueServiceUri, credential, queues);
    }

    /// <summary>The app's own identity in Azure.</summary>
    internal static TokenCredential CredentialFor(StorageOptions options) =>
        options.ManagedIdentityClientId is { Length: > 0 } id
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
            : new DefaultAzureCredential();

    internal TableServiceClient Tables { get; }

    internal BlobServiceClient Blobs { get; }

    internal QueueServiceClient Queues { get; }

    /// <summary>A table by its plain name, the account's prefix added.</summary>
    internal TableClient Table(string name) =>
        _tables.GetOrAdd(name, static (plain, all) => all.Tables.GetTableClient(all._prefix + plain), this);

    internal BlobContainerClient Container(string name) => Blobs.GetBlobContainerClient(_prefix + name);

    internal QueueClient Queue(string name) => Queues.GetQueueClient(_prefix + name);

    private static T Configure<T>(T client, StorageOptions options, HttpPipelineTransport? transport)
        where T : ClientOptions
    {
        client.Retry.MaxRetries = 3;
        client.Retry.Delay = TimeSpan.FromMilliseconds(100);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        client.Retry.NetworkTimeout = TimeSpan.FromSeconds(options.CallTimeoutSeconds);
        client.Diagnostics.IsLoggingContentEnabled = false;
        client.Transport = transport ?? client.Transport;
        return client;
    }
}
