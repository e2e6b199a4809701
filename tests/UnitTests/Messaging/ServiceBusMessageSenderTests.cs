using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.ServiceBus;

namespace Serverless.UnitTests.Messaging;

public sealed class ServiceBusMessageSenderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Single_message_carries_its_properties_in_a_header()
    {
        await using var server = await ScriptedServer.StartAsync(201);

        await Sender(server)
            .SendAsync("credits", [Message("e-1") with { SessionId = "credit ñ", Attempt = 2 }], TimeSpan.FromMinutes(5), default);

        var request = Assert.Single(server.Requests);
        var properties = JsonNode.Parse(request.Headers["BrokerProperties"].ToString())!;
        Assert.Equal(("POST", "/credits/messages"), (request.Method, request.Target));
        Assert.Equal(("e-1~2", "credit ñ"), ((string?)properties["MessageId"], (string?)properties["SessionId"]));
        Assert.Equal("Sun, 22 Nov 2026 17:05:00 GMT", (string?)properties["ScheduledEnqueueTimeUtc"]);
        Assert.StartsWith("SharedAccessSignature sr=", request.Headers.Authorization.ToString(), StringComparison.Ordinal);
        Assert.Equal("e-1", (string?)JsonNode.Parse(request.Body)!["id"]);
    }

    [Fact]
    public async Task Several_messages_travel_as_one_batch_per_session()
    {
        await using var server = await ScriptedServer.StartAsync(201, 201);
        var messages = new[]
        {
            Message("1") with
            {
                SessionId = "a",
            },
            Message("2") with
            {
                SessionId = "a",
            },
            Message("3") with
            {
                SessionId = "b",
            },
        };

        await Sender(server).SendAsync("credits", messages, null, default);

        var batch = JsonNode.Parse(server.Requests[0].Body)!.AsArray();
        Assert.Equal("application/vnd.microsoft.servicebus.json", server.Requests[0].Headers.ContentType.ToString());
        Assert.Equal(["1", "2"], batch.Select(item => (string?)item!["BrokerProperties"]!["MessageId"]));
        Assert.Equal(["1", "2"], batch.Select(item => (string?)JsonNode.Parse((string)item!["Body"]!)!["id"]));
        Assert.Equal("application/cloudevents+json", server.Requests[1].Headers.ContentType.ToString());
    }

    [Fact]
    public async Task Batch_never_outgrows_the_service()
    {
        await using var server = await ScriptedServer.StartAsync(201, 201, 201);
        var large = Encoding.UTF8.GetBytes($"\"{new string('x', 40_000)}\"");
        var messages = Enumerable.Range(0, 9).Select(n => Message($"{n}") with { Data = large }).ToArray();

        await Sender(server).SendAsync("bulk", messages, null, default);

        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.InRange(request.Body.Length, 1, 256 * 1024));
    }

    [Theory]
    [InlineData(400, SendFailure.Invalid)]
    [InlineData(401, SendFailure.Refused)]
    [InlineData(403, SendFailure.Refused)]
    [InlineData(404, SendFailure.NoSuchQueue)]
    [InlineData(410, SendFailure.NoSuchQueue)]
    public async Task Refusal_is_typed_and_not_tried_again(int status, SendFailure failure)
    {
        await using var server = await ScriptedServer.StartAsync(status);

        var thrown = await Assert.ThrowsAsync<MessageSendException>(() =>
            Sender(server).SendAsync("credits", [Message("1")], null, default)
        );

        Assert.Equal((failure, status), (thrown.Failure, thrown.Status));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task Passing_failure_is_tried_again_with_the_same_message_id(int status)
    {
        await using var server = await ScriptedServer.StartAsync(status, 201);
        var wait = status == 0 ? TimeSpan.FromSeconds(3) : Patience;

        await Sender(server, wait).SendAsync("credits", [Message("e-9")], null, default);

        Assert.Equal(2, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request.Headers["BrokerProperties"].ToString()).Distinct());
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
    }

    [Fact]
    public async Task Throttling_waits_as_long_as_the_service_says()
    {
        await using var server = await ScriptedServer.StartAsync(
            new ScriptedServer.Answer(429, RetryAfter: "1"),
            new ScriptedServer.Answer(201)
        );
        var clock = Stopwatch.StartNew();

        await Sender(server).SendAsync("credits", [Message("1")], null, default);

        Assert.InRange(clock.ElapsedMilliseconds, 950, 30_000);
    }

    [Fact]
    public async Task Service_that_stays_down_is_unavailable()
    {
        await using var server = await ScriptedServer.StartAsync(503, 503, 503, 503, 503);

        var thrown = await Assert.ThrowsAsync<MessageSendException>(() =>
            Sender(server).SendAsync("credits", [Message("1")], null, default)
        );

        Assert.Equal((SendFailure.Unavailable, 5), (thrown.Failure, server.Requests.Count));
    }

    [Fact]
    public async Task Service_that_never_answers_is_unavailable()
    {
        await using var server = await ScriptedServer.StartAsync(0, 0, 0, 0, 0);

        var thrown = await Assert.ThrowsAsync<MessageSendException>(() =>
            Sender(server, TimeSpan.FromMilliseconds(200)).SendAsync("credits", [Message("1")], null, default)
        );

        Assert.Equal((SendFailure.Unavailable, 0), (thrown.Failure, thrown.Status));
    }

    private static OutgoingMessage Message(string id) => new(id, "sample.thing-done", "/sample/thing/1", Noon, 1, "{}"u8.ToArray());

    /// <param name="wait">For one answer; short only where none comes, so that a busy machine changes nothing.</param>
    private static ServiceBusMessageSender Sender(ScriptedServer server, TimeSpan? wait = null)
    {
        var time = new FakeTimeProvider(Noon);
        var options = new ServiceBusOptions
        {
            Endpoint = server.Address,
            SharedAccessKeyName = "rule",
            SharedAccessKey = "made-up-key",
        };
        var pipeline = new ServiceBusPipeline(wait ?? Patience);
        pipeline.Retry.Delay = TimeSpan.FromMilliseconds(1);
        pipeline.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        var claims = new ClaimCheck(new BlobContainerClient(new Uri("https://nowhere.invalid/claim-checks")));
        return new ServiceBusMessageSender(pipeline.Build(options, null, time), server.Address, claims, time);
    }
}
