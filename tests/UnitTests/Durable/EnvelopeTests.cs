using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Durable;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;
using Serverless.Durable.Triggers;
using Serverless.Platform.Hosting.Limits;
using static Serverless.Durable.Protocol.OrchestrationStatus;

namespace Serverless.UnitTests.Durable;

public sealed class EnvelopeTests
{
    private static readonly PayloadJson Json = new([]);

    [Theory]
    [InlineData(
        """{"Data":{"inputTrigger":"\"\\\"{\\\\\\\"input\\\\\\\":\\\\\\\"x\\\\\\\",\\\\\\\"instanceId\\\\\\\":\\\\\\\"case-7\\\\\\\"}\\\"\""}}"""
    )]
    [InlineData(
        """{"Metadata":{"instanceId":"\"forged\"","input":"y"},"Data":{"client":{"a":1},"inputTrigger":"\"\\\"{\\\\\\\"input\\\\\\\":\\\\\\\"x\\\\\\\",\\\\\\\"instanceId\\\\\\\":\\\\\\\"case-7\\\\\\\"}\\\"\""}}"""
    )]
    public async Task H02_H04_input_and_instance_come_from_the_envelope_never_from_Metadata(string body)
    {
        using var endpoints = new Endpoints(durable =>
            durable.AddActivityFunc<string, string>("Act", (context, input) => Task.FromResult($"{context.InstanceId}/{input}"))
        );

        var answer = await endpoints.Act(body, "Act");

        Assert.Equal("""{"ok":true,"value":"case-7/x"}""", answer);
    }

    [Theory]
    [InlineData("expected", "bank.refused", false)]
    [InlineData("unexpected", "System.FormatException", true)]
    public async Task Activity_failures_are_answers_and_unknown_messages_stay_out(string kind, string type, bool retriable)
    {
        using var endpoints = new Endpoints(durable =>
            durable.AddActivityFunc<int, string>(
                "Act",
                (_, _) =>
                    throw (
                        kind == "expected"
                            ? new ActivityFailedException("bank.refused", "limit", isNonRetriable: true)
                            : new FormatException("secret 45678912")
                    )
            )
        );

        var answer = await endpoints.Act("""{"Data":{"inputTrigger":"\"1\""}}""", "Act");

        var error = JsonNode.Parse(answer)!["error"]!;
        Assert.Equal((type, retriable), (error["type"]!.GetValue<string>(), error["retriable"]!.GetValue<bool>()));
        Assert.DoesNotContain("45678912", answer);
    }

    [Theory]
    [InlineData("\"2026-03-02T08:00:00-05:00\"")]
    [InlineData("\"MTIzNDU2Nzg=\"")]
    [InlineData("[\"a\",\"b\"]")]
    [InlineData("null")]
    [InlineData("{\"é\":\"\\u2028 ñ \\\" \\\\\"}")]
    public void H04_results_that_the_host_would_reshape_come_back_unchanged(string value)
    {
        var stored = Json.Quote(ActivityEnvelope.Ok(value));

        ActivityEnvelope.TryOpen<System.Text.Json.JsonElement>(
            Json,
            Encoding.UTF8.GetBytes(stored),
            new ScratchBuffer(),
            out var read,
            out _
        );

        Assert.StartsWith("\"{", stored);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), value == "null" ? null : JsonNode.Parse(read.GetRawText())));
    }

    [Fact]
    public void H04_one_buffer_serves_results_of_every_length_one_after_the_other()
    {
        var scratch = new ScratchBuffer();
        string[] values = ["a", new string('b', 300) + "\"ñ\\\u2028", "c\"", new string('d', 2_000), ""];

        var read = values.Select(value =>
        {
            var stored = Encoding.UTF8.GetBytes(Json.Quote(ActivityEnvelope.Ok(Json.Quote(value))));
            ActivityEnvelope.TryOpen<string>(Json, stored, scratch, out var result, out _);
            return result;
        });

        Assert.Equal(values, read);
    }

    [Fact]
    public void H03_orchestration_and_activity_answers_hold_a_string_and_no_output()
    {
        var answer = Encoding.UTF8.GetString(Written(writer => HostEnvelope.WriteLiteral(writer, Json.Quote(ActivityEnvelope.Ok("1")))));

        Assert.Equal("""{"Outputs":{},"Logs":[],"ReturnValue":"{\"ok\":true,\"value\":1}"}""", answer);
    }

    [Fact]
    public void H03_answer_asks_the_writer_for_the_room_that_it_needs()
    {
        var writer = new ExactWriter();
        var literal = Json.Quote(ActivityEnvelope.Ok("\"año\""));

        HostEnvelope.WriteLiteral(writer, literal);

        Assert.Equal("{\"Outputs\":{},\"Logs\":[],\"ReturnValue\":" + literal + "}", writer.Text);
    }

    [Fact]
    public async Task H05_H06_answer_is_never_empty_and_a_body_over_30_MB_is_accepted()
    {
        await using var app = Host(durable =>
            durable.AddOrchestratorFunc<string, int>("Flow", (_, input) => Task.FromResult(input.Length))
        );
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var request = Endpoints.Request(Ev.ExecutionStarted("Flow", $"\"{new string('x', 24_000_000)}\""));
        using var content = new ByteArrayContent(Endpoints.Body(request));

        using var large = await http.PostAsync(new Uri("/Flow", UriKind.Relative), content);
        using var garbage = await http.PostAsync(new Uri("/Flow", UriKind.Relative), new StringContent("null"));

        Assert.True(content.Headers.ContentLength > 30_000_000);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (large.StatusCode, garbage.StatusCode));
        Assert.Equal("application/json", large.Content.Headers.ContentType!.MediaType);
        Assert.Equal("24000000", Decode(await large.Content.ReadAsStringAsync()).Actions.Single().CompleteOrchestration.Result);
        Assert.True(Decode(await garbage.Content.ReadAsStringAsync()).RequiresHistory);
    }

    [Fact]
    public async Task Sweep_function_restarts_through_the_binding_of_its_call()
    {
        await using var hub = await HubServer.StartAsync();
        hub.Put("theirs", Failed, """{"message":"Function 'Flow' failed with an unhandled exception."}""");
        await using var app = Host(_ => { });
        app.MapDurableSweep("sweep");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var call = new StringContent(
            "{\"Data\":{\"timer\":{},\"client\":{\"rpcBaseUrl\":\"" + hub.Address + "\",\"taskHubName\":\"hub\"}}}"
        );

        using var answer = await http.PostAsync(new Uri("/sweep", UriKind.Relative), call);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["restart theirs"], hub.Log);
    }

    [Fact]
    public void H08_a_stopping_process_leaves_the_turn_to_another()
    {
        using var endpoints = new Endpoints(durable => durable.AddOrchestratorFunc<int, int>("Flow", (_, _) => Task.FromResult(1)));
        endpoints.Lifetime.StopApplication();

        Assert.True(endpoints.Orchestrate(Endpoints.Request(Ev.ExecutionStarted("Flow"))).RequiresHistory);
    }

    [Fact]
    public void H08_the_same_turn_delivered_twice_answers_the_same()
    {
        using var endpoints = new Endpoints(durable =>
            durable.AddOrchestratorFunc<int, int>("Flow", (context, _) => context.CallActivityAsync<int>("A"))
        );
        var request = Endpoints.Request(Ev.ExecutionStarted("Flow"));

        Assert.Equal(endpoints.Orchestrate(request), endpoints.Orchestrate(request));
    }

    [Fact]
    public void Fault_of_ours_asks_for_redelivery_and_gives_up_after_twenty()
    {
        using var endpoints = Faulty(TimeProvider.System);
        var request = Endpoints.Request(Fresh(Ev.ExecutionStarted("Flow"), DateTime.UtcNow));

        var answers = Enumerable.Range(0, ExecutorFaults.MaxRefusals).Select(_ => endpoints.Orchestrate(request)).ToList();

        Assert.All(answers[..^1], answer => Assert.True(answer.RequiresHistory));
        var end = answers[^1].Actions.Single().CompleteOrchestration;
        Assert.Equal((Failed, ExecutorFaults.ErrorType), (end.OrchestrationStatus, end.FailureDetails.ErrorType));
    }

    [Fact]
    public void Fault_of_ours_gives_up_sooner_when_events_wait_for_two_hours()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(Ev.T0));
        using var endpoints = Faulty(time);
        var request = Endpoints.Request(Ev.ExecutionStarted("Flow"));
        endpoints.Orchestrate(request);
        endpoints.Orchestrate(request);
        Assert.True(endpoints.Orchestrate(request).RequiresHistory);

        time.Advance(TimeSpan.FromHours(2));

        Assert.False(endpoints.Orchestrate(request).RequiresHistory);
    }

    [Fact]
    public void Refusals_before_a_restart_of_the_process_count()
    {
        var counters = new MemoryRateCounter(TimeProvider.System);
        var request = Endpoints.Request(Fresh(Ev.ExecutionStarted("Flow"), DateTime.UtcNow));

        var answers = Enumerable
            .Range(0, ExecutorFaults.MaxRefusals)
            .Select(_ =>
            {
                using var process = Faulty(TimeProvider.System, counters);
                return process.Orchestrate(request);
            })
            .ToList();

        Assert.All(answers[..^1], answer => Assert.True(answer.RequiresHistory));
        Assert.False(answers[^1].RequiresHistory);
    }

    private static HistoryEvent Fresh(HistoryEvent e, DateTime at)
    {
        e.Timestamp = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(at);
        return e;
    }

    private static Endpoints Faulty(TimeProvider time, IRateCounter? counters = null) =>
        new(
            durable => durable.Orchestrations.Add("Flow", null, _ => throw new InvalidOperationException("a bug of ours")),
            time,
            services => services.AddSingleton(counters ?? new MemoryRateCounter(time))
        );

    private static WebApplication Host(Action<DurableBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IRateCounter>(new MemoryRateCounter(TimeProvider.System)).AddDurable(configure);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapDurable();
        return app;
    }

    private static OrchestratorResponse Decode(string body) =>
        OrchestratorResponse.Parser.ParseFrom(ByteString.FromBase64(JsonNode.Parse(body)!["ReturnValue"]!.GetValue<string>()));

    private static byte[] Written(Action<System.IO.Pipelines.PipeWriter> write)
    {
        using var stream = new MemoryStream();
        var writer = System.IO.Pipelines.PipeWriter.Create(stream);
        write(writer);
        writer.Complete();
        return stream.ToArray();
    }
}
