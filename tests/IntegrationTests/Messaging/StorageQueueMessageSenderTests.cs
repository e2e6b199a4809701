using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.CloudEvents;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Messaging;

public sealed class StorageQueueMessageSenderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("{\"t\":\"Ñusta & <Quispe> \\u0000 \\uFFFF 😀\"}")]
    [InlineData("null")]
    public async Task Body_arrives_as_plain_text_and_never_expires(string data)
    {
        var (queue, claims) = await AccountAsync("plain");

        await new StorageQueueMessageSender(_ => queue, claims).SendAsync("plain", [Message(data)], null, default);

        var received = (await queue.ReceiveMessageAsync()).Value;
        var read = CloudEventReader.Read(received.Body.ToMemory()).Value;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(data), JsonNode.Parse(read.Data.Span)));
        Assert.Equal(9999, received.ExpiresOn!.Value.Year);
    }

    [Fact]
    public async Task Delayed_message_is_not_seen_before_its_time()
    {
        var (queue, claims) = await AccountAsync("later");

        await new StorageQueueMessageSender(_ => queue, claims).SendAsync("later", [Message("{}")], TimeSpan.FromHours(1), default);

        Assert.Null((await queue.ReceiveMessageAsync()).Value);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Large_data_travels_as_a_pointer_and_comes_back_whole()
    {
        var (queue, claims) = await AccountAsync("large");
        var data = $"\"{new string('x', 3_000_000)}\"";

        await new StorageQueueMessageSender(_ => queue, claims).SendAsync("large", [Message(data), Message(data)], null, default);

        var body = (await queue.ReceiveMessageAsync()).Value.Body.ToMemory();
        var message = CloudEventReader.Read(body).Value;
        Assert.InRange(body.Length, 1, 1024);
        Assert.Equal(data, Encoding.UTF8.GetString((await claims.ResolveAsync(message, default)).Value.Data.Span));
    }

    [Fact]
    public async Task Pointer_to_nothing_is_a_typed_error()
    {
        var (_, claims) = await AccountAsync("lost");
        var message = CloudEventReader.Read(CloudEventWriter.Write(Message("{}"), "2026-11-22/0000")).Value;

        Assert.Equal(MessagingErrors.DataLost, (await claims.ResolveAsync(message, default)).Error);
    }

    [Fact]
    public async Task Queue_that_does_not_exist_is_a_typed_failure()
    {
        var (_, claims) = await AccountAsync("known");
        var unknown = new QueueClient(await AzuriteAccount.ConnectionStringAsync(), "messaging-unknown");

        var thrown = await Assert.ThrowsAsync<MessageSendException>(() =>
            new StorageQueueMessageSender(_ => unknown, claims).SendAsync("messaging-unknown", [Message("{}")], null, default)
        );

        Assert.Equal(SendFailure.NoSuchQueue, thrown.Failure);
    }

    private static OutgoingMessage Message(string data) =>
        new("e-1", "sample.thing-done", "/sample/thing/1", Noon, 1, Encoding.UTF8.GetBytes(data));

    private static async Task<(QueueClient Queue, ClaimCheck Claims)> AccountAsync(string name)
    {
        var connection = await AzuriteAccount.ConnectionStringAsync();
        var queue = new QueueClient(connection, $"messaging-{name}");
        var container = new BlobContainerClient(connection, $"messaging-{name}");
        await queue.CreateIfNotExistsAsync();
        await queue.ClearMessagesAsync();
        await container.CreateIfNotExistsAsync();
        return (queue, new ClaimCheck(container));
    }
}
