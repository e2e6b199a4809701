using System.Diagnostics.Metrics;
using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.CloudEvents;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.UnitTests.Messaging;

public sealed class QueueReceiverTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly MessageKind<CodeRequested> Kind = new("sample.code-requested", 1, SampleJson.Default.CodeRequested);

    private readonly MemoryTable _rejections = new();
    private readonly Inbox _inbox = new();

    [Fact]
    public async Task Message_reaches_its_handler_with_typed_data()
    {
        var reply = await ReceiveAsync(Envelope(Good));

        Assert.Same(TriggerReply.Done, reply);
        Assert.Equal(("sign-in", "m-1", 3), (_inbox.Data!.Purpose, _inbox.Context!.Id, _inbox.Context.Deliveries));
        Assert.Empty(_rejections.Rows);
    }

    [Fact]
    public async Task Message_of_an_unknown_type_is_acknowledged_and_not_recorded()
    {
        var other = Encoding.UTF8.GetString(Good).Replace("code-requested", "other-thing", StringComparison.Ordinal);

        var reply = await ReceiveAsync(Envelope(Encoding.UTF8.GetBytes(other)));

        Assert.Same(TriggerReply.Done, reply);
        Assert.Null(_inbox.Data);
        Assert.Empty(_rejections.Rows);
    }

    [Theory]
    [InlineData("12345678", "messaging.not-a-cloud-event")]
    [InlineData("hola", "messaging.not-json")]
    [InlineData("", "messaging.not-json")]
    public async Task Nonsense_is_recorded_and_acknowledged(string body, string code)
    {
        var reply = await ReceiveAsync(Envelope(Encoding.UTF8.GetBytes(body)));

        Assert.Same(TriggerReply.Done, reply);
        var row = Assert.Single(_rejections.Rows);
        Assert.Equal(("invalid", code, "sample|2026-11-22"), (row.GetString("kind"), row.GetString("code"), row.PartitionKey));
    }

    [Fact]
    public async Task Nonsense_delivered_twice_is_one_record()
    {
        await ReceiveAsync(Envelope("hola"u8.ToArray()));
        await ReceiveAsync(Envelope("hola"u8.ToArray()));

        Assert.Single(_rejections.Rows);
    }

    [Fact]
    public async Task Three_megabytes_are_recorded_in_part_with_their_length()
    {
        await ReceiveAsync(Envelope(new byte[3 * 1024 * 1024]));

        var row = Assert.Single(_rejections.Rows);
        Assert.Equal(3 * 1024 * 1024, row.GetInt32("length"));
        Assert.InRange(row.Where(column => column.Value is byte[]).Sum(column => ((byte[])column.Value).Length), 1, 256 * 1024);
    }

    [Fact]
    public async Task Record_never_holds_the_hosts_key()
    {
        await ReceiveAsync(
            Envelope("hola"u8.ToArray(), client: """, "client":{"rpcBaseUrl":"http://127.0.0.1:1/","taskHubName":"h","x":"code=secret"}""")
        );

        var columns = Assert
            .Single(_rejections.Rows)
            .Select(column => column.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{column.Value}");
        Assert.DoesNotContain(columns, text => text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retry_is_a_failed_try()
    {
        _inbox.Outcome = MessageOutcome.Retry(new Error("sample.busy", ErrorKind.Unavailable));

        await Assert.ThrowsAsync<MessageRetryException>(() => ReceiveAsync(Envelope(Good)));
        Assert.Empty(_rejections.Rows);
    }

    [Fact]
    public async Task Rejection_by_the_handler_is_recorded_with_its_code()
    {
        _inbox.Outcome = MessageOutcome.From<Done>(Error.Unprocessable("sample.not-ours"));

        await ReceiveAsync(Envelope(Good));

        Assert.Equal("sample.not-ours", Assert.Single(_rejections.Rows).GetString("code"));
    }

    [Fact]
    public async Task Poison_message_is_kept()
    {
        using var provider = Provider();

        await Receiver(provider).KeepPoisonAsync(TriggerEnvelope.Parse(Envelope(Good), "sample-poison"), default);

        var row = Assert.Single(_rejections.Rows);
        Assert.Equal("poison", row.GetString("kind"));
        Assert.Equal(Good, row.GetBinary("d0"));
    }

    [Fact]
    public void Second_handler_for_a_type_is_refused_at_start() =>
        Assert.Throws<ArgumentException>(() =>
            new QueueHandlers().On<Inbox, CodeRequested>(Kind, Inbox.HandleAsync).On<Inbox, CodeRequested>(Kind, Inbox.HandleAsync)
        );

    private static byte[] Good { get; } =
        CloudEventWriter.Write(Kind.Message("m-1", "/sample/1", Noon, new CodeRequested(["+51999888777"], "sign-in", "es-PE")));

    private static byte[] Envelope(byte[] body, string client = "") =>
        Encoding.UTF8.GetBytes(
            $"{{\"Data\":{{\"message\":\"{Convert.ToBase64String(body)}\"{client}}},\"Metadata\":{{\"DequeueCount\":\"3\",\"sys\":{{}}}}}}"
        );

    private async Task<TriggerReply> ReceiveAsync(byte[] envelope)
    {
        using var provider = Provider();
        var handlers = new QueueHandlers().On<Inbox, CodeRequested>(Kind, Inbox.HandleAsync);
        return await Receiver(provider).ReceiveAsync(handlers, "sample", TriggerEnvelope.Parse(envelope, "sample"), default);
    }

    private ServiceProvider Provider() => new ServiceCollection().AddSingleton(_inbox).AddMetrics().BuildServiceProvider();

    private QueueReceiver Receiver(ServiceProvider provider) =>
        new(
            provider,
            new ClaimCheck(new BlobContainerClient(new Uri("https://nowhere.invalid/claim-checks"))),
            new RejectionLog(_rejections, new FakeTimeProvider(Noon)),
            new MessagingMetrics(provider.GetRequiredService<IMeterFactory>()),
            NullLogger<QueueReceiver>.Instance
        );

    private sealed class Inbox
    {
        internal CodeRequested? Data { get; private set; }

        internal MessageContext? Context { get; private set; }

        internal MessageOutcome Outcome { get; set; }

        internal static Task<MessageOutcome> HandleAsync(
            Inbox inbox,
            CodeRequested data,
            MessageContext context,
            CancellationToken cancellation
        )
        {
            (inbox.Data, inbox.Context) = (data, context);
            return Task.FromResult(inbox.Outcome);
        }
    }
}
