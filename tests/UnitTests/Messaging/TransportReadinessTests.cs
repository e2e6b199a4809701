using Azure;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.ServiceBus;

namespace Serverless.UnitTests.Messaging;

public sealed class TransportReadinessTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Broker_that_judges_our_token_is_there(int status)
    {
        await using var server = await ScriptedServer.StartAsync(status);

        await AskAsync(server);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("GET", "/bulk"), (request.Method, request.Target));
        Assert.StartsWith("SharedAccessSignature sr=", request.Headers.Authorization.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Broker_without_the_queue_is_not_ready(int status)
    {
        await using var server = await ScriptedServer.StartAsync(status);

        await Assert.ThrowsAsync<RequestFailedException>(() => AskAsync(server));
    }

    private static Task AskAsync(ScriptedServer server)
    {
        var options = new ServiceBusOptions { SharedAccessKeyName = "send", SharedAccessKey = "not a real key" };
        options.Endpoint = server.Address;
        var pipeline = new ServiceBusPipeline(TimeSpan.FromSeconds(5)).Build(options, null, new FakeTimeProvider());
        return TransportReadiness.ServiceBusAsync(pipeline, server.Address, default);
    }
}
