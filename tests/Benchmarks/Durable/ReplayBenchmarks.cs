using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Durable;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.Benchmarks.Durable;

/// <summary>
/// Replay of 500 activities in a chain (one turn each: 2,002 events) and fanned out (1,004 events). js/replay.js runs the same
/// histories on the public JavaScript orchestrator; the ratio of events per second is what counts.
/// </summary>
[MemoryDiagnoser]
public class ReplayBenchmarks
{
    private const int Steps = 500;
    private const string Expected = "124750";

    private readonly OrchestrationExecutor _executor;
    private TurnRequest _request = TurnRequest.Read(default);
    private byte[] _bytes = [];

    public ReplayBenchmarks()
    {
        var registry = new OrchestrationRegistry();
        registry.Add("chain", null, async context => context.Json.Write(await Chain(context)));
        registry.Add("fan-out", null, async context => context.Json.Write(await FanOut(context)));
        _executor = new(registry, new(new PayloadJson([AmountJson.Default]), NullLoggerFactory.Instance));
    }

    [Params("chain", "fan-out")]
    public string Flow { get; set; } = "chain";

    public int Events => _request.Past.Count + _request.New.Count;

    [GlobalSetup]
    public void Setup()
    {
        _bytes = History(Flow).ToByteArray();
        _request = TurnRequest.Read(_bytes);
        Check(Replay());
        Check(OrchestratorResponse.Parser.ParseFrom(Turn()));
    }

    /// <summary>From events to actions.</summary>
    [Benchmark]
    public object Replay() => _executor.Execute(_request);

    /// <summary>From the request's bytes to the response's bytes.</summary>
    [Benchmark]
    public byte[] Turn()
    {
        using var request = TurnRequest.Read(_bytes);
        return _executor.Execute(request).ToByteArray();
    }

    private static void Check(object response)
    {
        if (((OrchestratorResponse)response).Actions.Single().CompleteOrchestration.Result != Expected)
        {
            throw new InvalidOperationException("The replay came to another result.");
        }
    }

    private static async Task<int> Chain(TaskOrchestrationContext context)
    {
        var sum = 0;
        for (var n = 0; n < Steps; n++)
        {
            sum += (await context.CallActivityAsync<Amount>("Step", new Amount(n))).Value;
        }

        return sum;
    }

    private static async Task<int> FanOut(TaskOrchestrationContext context)
    {
        var calls = new Task<Amount>[Steps];
        for (var n = 0; n < Steps; n++)
        {
            calls[n] = context.CallActivityAsync<Amount>("Step", new Amount(n));
        }

        return (await Task.WhenAll(calls)).Sum(amount => amount.Value);
    }

    private static OrchestratorRequest History(string flow)
    {
        List<HistoryEvent> events =
        [
            Started(0),
            At(
                0,
                new()
                {
                    ExecutionStarted = new() { Name = flow, Input = "500" },
                }
            ),
        ];
        if (flow == "chain")
        {
            for (var id = 0; id < Steps; id++)
            {
                events.AddRange([Scheduled(id, id), Completed(id), Started(id + 1), Done(id, id + 1)]);
            }
        }
        else
        {
            events.AddRange(Enumerable.Range(0, Steps).Select(id => Scheduled(id, 0)));
            events.AddRange([Completed(0), Started(1)]);
            events.AddRange(Enumerable.Range(0, Steps).Select(id => Done(id, 1)));
        }

        var lastTurn = events.FindLastIndex(e => e.OrchestratorStarted is not null);
        var request = new OrchestratorRequest { InstanceId = "case-1" };
        request.PastEvents.AddRange(events.Take(lastTurn));
        request.NewEvents.AddRange(events.Skip(lastTurn));
        return request;
    }

    private static HistoryEvent Started(int second) => At(second, new() { OrchestratorStarted = new() });

    private static HistoryEvent Completed(int second) => At(second, new() { OrchestratorCompleted = new() });

    private static HistoryEvent Scheduled(int id, int second) =>
        At(
            second,
            new()
            {
                EventId = id,
                TaskScheduled = new() { Name = "Step" },
            },
            id
        );

    private static HistoryEvent Done(int id, int second) =>
        At(
            second,
            new()
            {
                TaskCompleted = new() { TaskScheduledId = id, Result = $"\"{{\\\"ok\\\":true,\\\"value\\\":{{\\\"amount\\\":{id}}}}}\"" },
            }
        );

    private static HistoryEvent At(int second, HistoryEvent e, int id = -1)
    {
        e.EventId = id;
        e.Timestamp = Timestamp.FromDateTime(new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc).AddSeconds(second));
        return e;
    }
}

public sealed record Amount([property: JsonPropertyName("amount")] int Value);

[JsonSerializable(typeof(Amount))]
internal sealed partial class AmountJson : JsonSerializerContext;
