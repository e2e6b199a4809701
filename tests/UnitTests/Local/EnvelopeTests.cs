using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Serverless.Local.Host;

namespace Serverless.UnitTests.Local;

public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("172623-007-QueueIn", "from-http")]
    [InlineData("172623-008-QueueIn", "plain text")]
    [InlineData("172623-009-QueueIn", """{"member":"M1","amount":3}""")]
    [InlineData("172623-010-QueueBad", """{"bad":1}""")]
    [InlineData("172627-011-QueueBad", """{"bad":1}""")]
    [InlineData("172629-012-QueueBad", """{"bad":1}""")]
    [InlineData("172629-013-QueuePoison", """{"bad":1}""")]
    public void Queue_message_is_written_as_recorded(string recording, string text)
    {
        var recorded = Recording.Of(recording);
        var metadata = recorded.Envelope.GetProperty("Metadata");
        var message = new QueuedMessage(Text(metadata, "Id"), Text(metadata, "PopReceipt"), Encoding.UTF8.GetBytes(text), Count(metadata))
        {
            InsertedOn = Time(metadata, "InsertionTime"),
            ExpiresOn = Time(metadata, "ExpirationTime"),
            NextVisibleOn = Time(metadata, "NextVisibleTime"),
        };

        var envelope = Envelope.Queue(InvocationOf(recorded), "item", binary: false, message);

        Assert.Equal(recorded.Body, envelope);
    }

    [Theory]
    [InlineData("172552-002-Tick")]
    [InlineData("172600-004-Tick")]
    [InlineData("173000-050-TickMin")]
    [InlineData("173100-003-TickMin")]
    [InlineData("173200-004-TickMin")]
    [InlineData("173300-003-TickMin")]
    public void Timer_call_is_written_as_recorded(string recording)
    {
        var recorded = Recording.Of(recording);
        var timer = recorded.Envelope.GetProperty("Data").GetProperty("timer");
        var status = timer.GetProperty("ScheduleStatus");
        var known =
            status.ValueKind == JsonValueKind.Null
                ? null
                : new ScheduleStatus(Time(status, "Last"), Time(status, "Next"), Time(status, "LastUpdated"));

        var envelope = Envelope.Timer(InvocationOf(recorded), "timer", known, timer.GetProperty("IsPastDue").GetBoolean());

        Assert.Equal(recorded.Body, envelope);
    }

    [Fact]
    public void Binary_message_is_base64_and_leaves_the_metadata_alone() =>
        Gen.String.Sample(text =>
        {
            var body = Encoding.UTF8.GetBytes($$"""{"Id":"forged","text":{{JsonSerializer.Serialize(text)}}}""");
            var invocation = Invocation.Of("membership-queue", TimeProvider.System);

            var envelope = JsonDocument.Parse(Envelope.Queue(invocation, "message", binary: true, new("id-1", "pop", body, 1))).RootElement;

            Assert.Equal(body, envelope.GetProperty("Data").GetProperty("message").GetBytesFromBase64());
            Assert.Equal("\"id-1\"", envelope.GetProperty("Metadata").GetProperty("Id").GetString());
            Assert.False(envelope.GetProperty("Metadata").TryGetProperty("text", out _));
        });

    [Fact]
    public void Any_text_survives_both_encodings() =>
        Gen
            .String.Where(IsWellFormed)
            .Sample(text =>
            {
                var invocation = Invocation.Of("f", TimeProvider.System);

                var envelope = Envelope.Queue(invocation, "item", binary: false, new("i", "p", Encoding.UTF8.GetBytes(text), 1));

                var outer = JsonDocument.Parse(envelope).RootElement.GetProperty("Data").GetProperty("item").GetString()!;
                Assert.Equal(text, JsonSerializer.Deserialize<string>(outer));
            });

    [Fact]
    public void Request_carries_the_recorded_headers()
    {
        var recorded = Recording.Of("172623-007-QueueIn");

        using var request = Invoker.Request(new Uri("http://127.0.0.1:35215/"), InvocationOf(recorded), recorded.Body);

        var sent = request
            .Headers.Concat(request.Content!.Headers)
            .ToDictionary(header => header.Key, header => string.Join(' ', header.Value));
        sent["Host"] = request.RequestUri!.Authority;
        sent.Remove("Content-Length");
        Assert.Equal(recorded.Headers.OrderBy(header => header.Key), sent.OrderBy(header => header.Key));
        Assert.Equal(recorded.Target, request.RequestUri.AbsolutePath);
    }

    private static Invocation InvocationOf(Recording recorded)
    {
        var sys = recorded.Envelope.GetProperty("Metadata").GetProperty("sys");
        return new(
            sys.GetProperty("MethodName").GetString()!,
            Guid.Parse(recorded.Headers["X-Azure-Functions-InvocationId"]),
            Time(sys, "UtcNow"),
            sys.GetProperty("RandGuid").GetGuid()
        );
    }

    private static string Text(JsonElement metadata, string name) =>
        JsonSerializer.Deserialize<string>(metadata.GetProperty(name).GetString()!)!;

    private static long Count(JsonElement metadata) =>
        long.Parse(metadata.GetProperty("DequeueCount").GetString()!, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonElement json, string name) =>
        DateTimeOffset.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
