using System.Net;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Local.Simulators.Acs;
using Serverless.Platform.Messaging.CloudEvents;
using Serverless.Platform.Sms;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Sms;

/// <summary>The simulator judged by the vendor's own client, and its reports read from a real queue.</summary>
public sealed class AcsSimulatorTests
{
    private const string Key = "bWFkZS11cC1rZXktZm9yLXNpbXVsYXRvci10ZXN0cw==";

    [NodeFact]
    public async Task Vendors_sdk_sends_through_the_simulator()
    {
        var simulator = new AcsSimulator(Key, null, TimeProvider.System);
        await using var app = await StartAsync(simulator);

        var results = await VendorSdk.SendAsync($"endpoint={app.Urls.Single()}/;accesskey={Key}", "MUTUAL", "+51999888777", "+51999888778");

        Assert.All(results.AsArray(), result => Assert.True((bool)result!["successful"]!));
        var text = Assert.Single(simulator.Inbox.Of("+51999888777"));
        Assert.Equal(("Hola desde el SDK", "js-1", (string?)results[0]!["messageId"]), (text.Message, text.Tag, text.MessageId));
    }

    [NodeFact]
    public async Task Vendors_sdk_recovers_from_throttling_and_sends_once()
    {
        var simulator = new AcsSimulator(Key, null, TimeProvider.System);
        simulator.Script.Add(new AcsFault(AcsFaultKind.Throttle, RetryAfterSeconds: 1));
        simulator.Script.Add(new AcsFault(AcsFaultKind.Unavailable));
        await using var app = await StartAsync(simulator);

        var results = await VendorSdk.SendAsync($"endpoint={app.Urls.Single()}/;accesskey={Key}", "MUTUAL", "+51999888777");

        Assert.True((bool)results[0]!["successful"]!);
        Assert.Single(simulator.Inbox.Of("+51999888777"));
    }

    [NodeFact]
    public async Task Vendors_sdk_with_a_wrong_key_is_denied()
    {
        var simulator = new AcsSimulator(Key, null, TimeProvider.System);
        await using var app = await StartAsync(simulator);

        var results = await VendorSdk.SendAsync($"endpoint={app.Urls.Single()}/;accesskey=b3RoZXI=", "MUTUAL", "+51999888777");

        Assert.Equal(("Denied", 401), ((string?)results["code"], (int)results["statusCode"]!));
        Assert.Empty(simulator.Inbox.Of("+51999888777"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Delivery_reports_reach_the_queue_as_event_grid_writes_them(int copies)
    {
        var queue = new QueueClient(await AzuriteAccount.ConnectionStringAsync(), $"sms-delivery-reports-{copies}");
        await queue.CreateIfNotExistsAsync();
        var simulator = new AcsSimulator(Key, queue, TimeProvider.System);
        if (copies == 2)
        {
            simulator.Script.Add(new AcsFault(AcsFaultKind.Twice));
        }

        await using var app = await StartAsync(simulator);
        var options = new SmsOptions
        {
            Endpoint = new Uri(app.Urls.Single()),
            AccessKey = Key,
            From = "MUTUAL",
            AllowLoopback = true,
        };
        var sender = new AzureSmsSender(new AcsPipeline(options).Build(options, null, TimeProvider.System), options);

        await sender.SendAsync(
            [new SmsMessage("+51999888777", "hola", Guid.Parse("90a8ba78-ad92-46db-a2f8-4d8125bb6926"), DateTimeOffset.UnixEpoch, "m-7")],
            default
        );

        var received = (await queue.ReceiveMessagesAsync(10)).Value;
        var events = received.Select(message => CloudEventReader.Read(message.Body.ToMemory()).Value).ToArray();
        Assert.Equal((copies, 1), (events.Length, events.Select(report => report.Id).Distinct().Count()));
        Assert.All(events, report => Assert.Equal("m-7", SmsDeliveryReport.Kind.Read(report).Value.Tag));
    }

    private static async Task<WebApplication> StartAsync(AcsSimulator simulator)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        simulator.Map(app);
        await app.StartAsync();
        return app;
    }
}
