using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Serverless.Platform.Messaging;

/// <summary>Where messaging finds the account's queues, tables and containers by their plain names; the store adds prefixes and credentials.</summary>
internal sealed record MessagingStorage(
    Func<string, QueueClient> Queue,
    Func<string, TableClient> Table,
    Func<string, BlobContainerClient> Container
);
