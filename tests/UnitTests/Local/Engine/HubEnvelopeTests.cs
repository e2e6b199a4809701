using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Durable.Protocol;
using Serverless.Durable.Triggers;
using Serverless.Local.Engine.Rules;
using Serverless.Local.Engine.Work;
using Serverless.Local.Host;

namespace Serverless.UnitTests.Local.Engine;

/// <summary>H01, H02: what the engine sends equals what host 4.1037 with extension 3.15.0 sent (tests/vectors/host).</summary>
public sealed class HubEnvelopeTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "vectors", "host");

    public static TheoryData<string> Turns => Files("*Orch*.json");

    public static TheoryData<string> Calls => Files("*-Act*.json");

    [Theory]
    [MemberData(nameof(Turns))]
    public void H01_turn_is_written_as_recorded(string file)
    {
        var body = Body(file);
        var request = RequestIn(body);

        var envelope = Envelope.Orchestration(InvocationIn(body), "context", request);

        Assert.Equal(body, envelope);
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void H01_request_holds_what_the_extension_sends(string file)
    {
        var recorded = OrchestratorRequest.Parser.ParseFrom(RequestIn(Body(file)));
        var started = recorded.PastEvents.Concat(recorded.NewEvents).First(e => e.ExecutionStarted is not null).ExecutionStarted;
        var state = new OrchestrationState { InstanceId = recorded.InstanceId };

        var request = OrchestratorRequests.Of(new Turn(state, started, recorded.PastEvents, recorded.NewEvents, [], "", 1));

        Assert.Equal(recorded, request);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void H02_activity_call_is_written_as_recorded(string file)
    {
        var body = Body(file);
        var metadata = JsonNode.Parse(body)!["Metadata"]!;
        var instance = JsonSerializer.Deserialize<string>(metadata["instanceId"]!.GetValue<string>())!;

        var envelope = Envelope.Activity(InvocationIn(body), "input", instance, """{"amount":100}""");

        Assert.Equal(body, envelope);
    }

    [Fact]
    public void H03_binding_that_ends_in_trigger_keeps_the_input_out_of_the_metadata()
    {
        const string Scheduled = """
            "{\"input\":\"45678912\",\"instanceId\":\"c1\"}"
            """;
        var invocation = new Invocation("pay", Guid.Empty, DateTimeOffset.UnixEpoch, Guid.Empty);

        var metadata = JsonNode.Parse(Envelope.Activity(invocation, "inputTrigger", "c1", Scheduled))!["Metadata"]!.AsObject();

        Assert.Equal(["instanceId", "data", "sys"], metadata.Select(member => member.Key));
    }

    private static string Body(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Root, file)))!["requestBody"]!.GetValue<string>();

    private static byte[] RequestIn(string body)
    {
        Assert.True(HostEnvelope.TryReadTrigger(Encoding.UTF8.GetBytes(body), out var text));
        Assert.True(HostEnvelope.TryDecodeBase64(text, out var bytes));
        return bytes.ToArray();
    }

    private static Invocation InvocationIn(string body)
    {
        var sys = JsonNode.Parse(body)!["Metadata"]!["sys"]!;
        return new(
            sys["MethodName"]!.GetValue<string>(),
            Guid.Empty,
            DateTimeOffset.Parse(sys["UtcNow"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture),
            sys["RandGuid"]!.GetValue<Guid>()
        );
    }

    private static TheoryData<string> Files(string pattern) =>
        [
            .. Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "vectors", "host"), pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "vectors", "host"), file))
                .Order(StringComparer.Ordinal),
        ];
}
