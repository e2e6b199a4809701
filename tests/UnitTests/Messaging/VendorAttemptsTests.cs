using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.UnitTests.Messaging;

public sealed class VendorAttemptsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly MemoryTable _table = new();
    private readonly DelayedQueue _queue;
    private readonly Vendor _vendor;

    public VendorAttemptsTests()
    {
        _queue = new DelayedQueue(_time);
        _vendor = new Vendor(_time);
    }

    [Fact]
    public async Task Vendor_down_an_hour_poisons_nothing_and_everything_is_sent_afterwards_once()
    {
        _vendor.DownUntil = Noon.AddHours(1);
        var ids = Enumerable.Range(0, 20).Select(n => $"sms-{n}").ToArray();
        Array.ForEach(ids, id => _queue.Add(Message(id)));

        await DrainAsync(Noon.AddDays(1), TimeSpan.Zero);

        Assert.Equal(ids.Order(StringComparer.Ordinal), _vendor.Sent.Order(StringComparer.Ordinal));
        Assert.All(_table.Rows, row => Assert.Equal("Accepted", row.GetString("state")));
        Assert.InRange(_time.GetUtcNow(), Noon.AddHours(1), Noon.AddHours(2).AddMinutes(1));
    }

    [Fact]
    public async Task Crashes_and_duplicates_at_any_write_send_once() =>
        await Gen.Int[0, 200]
            .SampleAsync(
                async seed =>
                {
                    var test = new VendorAttemptsTests();
                    test._vendor.DownUntil = Noon.AddMinutes(seed % 20);
                    test._queue.Add(Message("sms-1"));
                    test._queue.Add(Message("sms-1"));

                    await test.DrainAsync(Noon.AddDays(1), TimeSpan.FromSeconds(30), new Random(seed));

                    Assert.Equal("sms-1", Assert.Single(test._vendor.Sent));
                },
                iter: 40,
                threads: 1
            );

    [Fact]
    public async Task Deadline_ends_the_attempts()
    {
        _vendor.DownUntil = DateTimeOffset.MaxValue;
        _queue.Add(Message("code-1"));

        await DrainAsync(Noon.AddMinutes(5), TimeSpan.Zero);

        Assert.Equal(("GivenUp", 4), (_table.Rows.Single().GetString("state"), _table.Rows.Single().GetInt32("failed")));
        Assert.True(_time.GetUtcNow() <= Noon.AddMinutes(5));
    }

    [Fact]
    public async Task Copy_for_a_later_attempt_has_its_own_broker_id_and_the_same_inbox_id()
    {
        _vendor.DownUntil = Noon.AddSeconds(40);
        _queue.Add(Message("sms-1"));

        await DrainAsync(Noon.AddDays(1), TimeSpan.Zero);

        Assert.Equal(["sms-1~1", "sms-1~2"], _queue.BrokerIds);
    }

    private static OutgoingMessage Message(string id) => new(id, "sample.text-wanted", "/sample/1", Noon, 1, "{}"u8.ToArray());

    private async Task DrainAsync(DateTimeOffset deadline, TimeSpan redelivery, Random? chaos = null)
    {
        var attempts = new VendorAttempts(new AttemptTable(_table), _queue, _time);
        while (_queue.Next() is { } message)
        {
            try
            {
                _table.AfterNextWrite = chaos?.Next(4) == 0 ? new IOException("dropped answer") : null;
                var context = new MessageContext(Incoming(message), "texts", 1);
                var result = await attempts.RunAsync(context, deadline, (attempt, _) => _vendor.CallAsync(message.Id, attempt), default);
                Assert.True(result.IsSuccess);
            }
            catch (IOException)
            {
                _queue.Add(message, redelivery);
            }
        }
    }

    private static IncomingMessage Incoming(OutgoingMessage message) =>
        new(message.Id, message.Type, message.Source, message.Time, message.DataVersion, message.Data) { Attempt = message.Attempt };

    private sealed class Vendor(TimeProvider time)
    {
        private readonly HashSet<Guid> _known = [];

        internal DateTimeOffset DownUntil { get; set; }

        internal List<string> Sent { get; } = [];

        internal Task<VendorAnswer> CallAsync(string id, Attempt attempt)
        {
            if (time.GetUtcNow() < DownUntil)
            {
                return Task.FromResult<VendorAnswer>(new VendorAnswer.Later("vendor.503"));
            }

            if (_known.Add(attempt.OperationId))
            {
                Sent.Add(id);
            }

            return Task.FromResult<VendorAnswer>(new VendorAnswer.Accepted("Outgoing_1"));
        }
    }

    private sealed class DelayedQueue(FakeTimeProvider time) : IMessageSender
    {
        private readonly PriorityQueue<OutgoingMessage, DateTimeOffset> _messages = new();

        internal List<string> BrokerIds { get; } = [];

        public Task SendAsync(string queue, IReadOnlyList<OutgoingMessage> messages, TimeSpan? delay, CancellationToken cancellation)
        {
            foreach (var message in messages)
            {
                BrokerIds.Add(message.BrokerId);
                Add(message, delay ?? TimeSpan.Zero);
            }

            return Task.CompletedTask;
        }

        internal void Add(OutgoingMessage message, TimeSpan delay = default) => _messages.Enqueue(message, time.GetUtcNow() + delay);

        internal OutgoingMessage? Next()
        {
            if (!_messages.TryDequeue(out var message, out var visible))
            {
                return null;
            }

            if (visible > time.GetUtcNow())
            {
                time.SetUtcNow(visible);
            }

            return message;
        }
    }
}
