using System.Text;
using System.Text.Json;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.UnitTests.Hosting;

/// <summary>Calls recorded from the real host 4.1037 with the Durable extension.</summary>
public sealed class TriggerRecordingTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors", "host");

    public static TheoryData<string> TriggerRecordings =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Folder, file))
                .Where(IsTrigger),
        ];

    public static TheoryData<string> DurableRecordings =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*-Orch.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Folder, file)),
        ];

    [Theory]
    [MemberData(nameof(TriggerRecordings))]
    public void Recording_of_the_host_is_an_envelope(string file)
    {
        using var envelope = Read(file);

        Assert.Equal(
            Load(file).GetProperty("target").GetString(),
            $"/{envelope.Metadata.Value("sys").Json(TestJson.Default.SystemData)?.MethodName}"
        );
    }

    [Theory]
    [MemberData(nameof(DurableRecordings))]
    public void Orchestration_recording_gives_the_bytes_of_the_request(string file)
    {
        using var envelope = Read(file);

        var bytes = Convert.FromBase64String(envelope.Trigger.Text());

        Assert.Equal(0x0a, bytes[0]);
        Assert.Equal(
            Load(file).GetProperty("decoded").GetProperty("orchestratorRequest").GetProperty("instanceId").GetString(),
            Encoding.UTF8.GetString(bytes, 2, bytes[1])
        );
    }

    [Fact]
    public void Activity_recording_gives_the_scheduled_input_as_it_was()
    {
        using var envelope = Read("step3-activity-results/172923-008-ActStr.json");

        Assert.Equal("""{"amount":100}""", envelope.Trigger.Text());
        Assert.Equal("t-ActStr", envelope.Metadata.Text("instanceId"));
    }

    [Fact]
    public void Queue_recording_gives_text_and_typed_delivery()
    {
        using var envelope = Read("step2-timer-queue/172623-007-QueueIn.json");

        var delivery = QueueDelivery.Of(envelope);

        Assert.Equal("from-http", Encoding.UTF8.GetString(envelope.Body.Span));
        Assert.Equal("74bce61a-e681-4766-b5ad-b755f63cb4eb", delivery.MessageId);
        Assert.Equal(1, delivery.DequeueCount);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 17, 26, 21, TimeSpan.Zero), delivery.InsertedAt);
    }

    [Theory]
    [InlineData("step2-timer-queue/172600-004-Tick.json", false)]
    [InlineData("step2-timer-queue/173000-050-TickMin.json", true)]
    public void Timer_recording_gives_the_tick_with_and_without_monitoring(string file, bool monitored)
    {
        using var envelope = Read(file);

        var tick = TimerTick.Of(envelope);

        Assert.False(tick.IsPastDue);
        Assert.Null(tick.Last);
        Assert.Equal(monitored, tick.Next is not null);
    }

    [Fact]
    public void Orchestrator_reply_is_the_recorded_one_byte_for_byte()
    {
        var recorded = Load("step3-activity-results/172923-006-Orch.json");

        var reply = Written(TriggerReply.Return(recorded.GetProperty("decoded").GetProperty("responseB64").GetString()!));

        Assert.Equal(recorded.GetProperty("responseBody").GetString(), reply);
    }

    [Fact]
    public void Reply_without_a_value_is_still_an_object()
    {
        Assert.Equal("""{"Outputs":{},"Logs":["queue ok"],"ReturnValue":null}""", Written(TriggerReply.Done.WithLog("queue ok")));
    }

    private static bool IsTrigger(string file) =>
        Load(file) is var call && call.GetProperty("requestBody").GetString()!.StartsWith("{\"Data\"", StringComparison.Ordinal);

    private static JsonElement Load(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file))).RootElement;

    private static TriggerEnvelope Read(string file)
    {
        var call = Load(file);
        return TriggerEnvelope.Parse(
            Encoding.UTF8.GetBytes(call.GetProperty("requestBody").GetString()!),
            call.GetProperty("target").GetString()![1..]
        );
    }

    private static string Written(TriggerReply reply)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            reply.Write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
