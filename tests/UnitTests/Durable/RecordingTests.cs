using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Serverless.Durable;
using Serverless.Durable.Protocol;
using Serverless.Durable.Triggers;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.UnitTests.Durable;

/// <summary>Calls recorded between host 4.1037 with durable extension 3.15.0 and a handler whose orchestrations are written again here.</summary>
public sealed class RecordingTests
{
    public static TheoryData<string> Orchestrations => Files("*Orch*.json");

    public static TheoryData<string> Activities => Files("*-Act*.json");

    public static TheoryData<string> Starters => Files("*Starter*.json");

    [Theory]
    [MemberData(nameof(Orchestrations))]
    public void H01_request_decodes_exactly(string file)
    {
        var recording = Recording.Read(file);

        var request = OrchestratorRequest.Parser.ParseFrom(recording.Trigger());

        var formatted = JsonNode.Parse(JsonFormatter.Default.Format(request));
        Assert.True(JsonNode.DeepEquals(recording.Decoded["orchestratorRequest"], formatted), formatted!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Orchestrations))]
    public void H01_equivalent_orchestration_answers_the_same_actions(string file)
    {
        var recording = Recording.Read(file);
        using var endpoints = new Endpoints(Register);

        var response = endpoints.Orchestrate(Encoding.UTF8.GetBytes(recording.RequestBody));

        foreach (var task in response.Actions.Select(a => a.ScheduleTask).OfType<ScheduleTaskAction>())
        {
            task.Input = JsonNode.Parse(JsonNode.Parse(task.Input)!.GetValue<string>())!["input"]!.ToJsonString();
        }

        Assert.Equal(recording.Response(), response);
    }

    [Theory]
    [MemberData(nameof(Orchestrations))]
    public async Task H01_answer_is_the_same_bytes(string file)
    {
        var recording = Recording.Read(file);
        var pipe = new Pipe();

        HostEnvelope.WriteBase64(pipe.Writer, recording.Response().ToByteArray());

        await pipe.Writer.CompleteAsync();
        var written = await pipe.Reader.ReadAsync();
        // Some of the recorded answers leave out what the host fills in itself, and their serializer wrote + as an escape.
        var expected = recording
            .ResponseBody.Replace("\\u002B", "+")
            .Replace("{\"ReturnValue\"", "{\"Outputs\":{},\"Logs\":[],\"ReturnValue\"");
        Assert.Equal(expected, Encoding.UTF8.GetString(written.Buffer.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Activities))]
    public void H02_activity_input_is_read_through_all_its_quotes(string file)
    {
        var recording = Recording.Read(file);

        var call = ActivityCall.Read(recording.Trigger(decode: false));

        Assert.Equal(100, call!.Input.GetProperty("amount").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Starters))]
    public void Client_binding_is_read_without_its_key(string file)
    {
        using var envelope = TriggerEnvelope.Parse(Encoding.UTF8.GetBytes(Recording.Read(file).RequestBody), "starter");

        var binding = envelope.DurableClient;

        Assert.Equal(
            ("http://127.0.0.1:39311/", "funchub", 4194304),
            (binding!.RpcBaseUrl.ToString(), binding.TaskHubName, binding.MaxMessageBytes)
        );
        Assert.DoesNotContain("code", binding.ToString());
    }

    private static void Register(DurableBuilder durable)
    {
        durable.AddOrchestratorFunc<JsonElement, JsonElement>("Orch", Orch);
        durable.AddOrchestratorFunc<JsonElement, string>(
            "OrchRaw",
            (context, _) =>
                context.CallSubOrchestratorAsync<string>(
                    "OrchChild",
                    Json("""{"n":1}"""),
                    new SubOrchestrationOptions(instanceId: context.InstanceId + ":child")
                )
        );
        durable.AddOrchestratorFunc<JsonElement, string?>(
            "OrchChild",
            (context, input) =>
            {
                var n = input.GetProperty("n").GetInt32();
                if (n == 3)
                {
                    return Task.FromResult<string?>("child done 3");
                }

                context.ContinueAsNew(Json($$"""{"n":{{n + 1}}}"""));
                return Task.FromResult<string?>(null);
            }
        );
    }

    private static async Task<JsonElement> Orch(TaskOrchestrationContext context, JsonElement input)
    {
        var name = input.TryGetProperty("act", out var act) ? act.GetString()! : "Act";
        context.SetCustomStatus("calling");
        var result = await context.CallActivityAsync<JsonElement>(name, Json("""{"amount":100}"""));
        context.SetCustomStatus("timer");
        await context.CreateTimer(TimeSpan.FromSeconds(3), CancellationToken.None);
        context.SetCustomStatus(Json("""{"waiting":"Go"}"""));
        var go = await context.WaitForExternalEvent<JsonElement>("Go");
        context.SetCustomStatus("done");
        return Json($$"""{"activity":{{result.GetRawText()}},"event":{{go.GetRawText()}}}""");
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static TheoryData<string> Files(string pattern) =>
        [
            .. Directory
                .GetFiles(Recording.Root, pattern, SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Recording.Root, f))
                .Order(),
        ];

    private sealed record Recording(string RequestBody, string ResponseBody, JsonNode Decoded)
    {
        public static string Root { get; } = Path.Combine(Repository(), "tests", "vectors", "host");

        public static Recording Read(string file)
        {
            var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, file)))!;
            return new(
                json["requestBody"]!.GetValue<string>(),
                json["responseBody"]!.GetValue<string>(),
                json["decoded"] ?? new JsonObject()
            );
        }

        public byte[] Trigger(bool decode = true)
        {
            var body = Encoding.UTF8.GetBytes(RequestBody);
            Assert.True(HostEnvelope.TryReadTrigger(body, out var text));
            if (!decode)
            {
                return text.ToArray();
            }

            Assert.True(HostEnvelope.TryDecodeBase64(text, out var bytes));
            return bytes.ToArray();
        }

        public OrchestratorResponse Response() =>
            OrchestratorResponse.Parser.ParseFrom(
                Convert.FromBase64String(JsonNode.Parse(ResponseBody)!["ReturnValue"]!.GetValue<string>())
            );

        private static string Repository()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Serverless.sln")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }
}
