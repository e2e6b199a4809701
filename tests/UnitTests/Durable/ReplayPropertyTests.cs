using CsCheck;
using Google.Protobuf;
using Serverless.Durable;
using Serverless.Durable.Protocol;

namespace Serverless.UnitTests.Durable;

public sealed class ReplayPropertyTests
{
    /// <summary>A random orchestration, a random host, and the finished history cut anywhere into past and new.</summary>
    [Fact]
    public void Any_split_of_a_history_into_turns_gives_the_same_actions() =>
        Gen.Int[0, int.MaxValue - 1]
            .Sample(
                seed =>
                {
                    var random = new Random(seed);
                    var flow = Simulation.Of(context => Play(context, seed));
                    flow.Start();
                    var response = flow.Last;
                    List<HistoryEvent> before = [];
                    for (var turn = 0; turn < 12 && Open(flow.History) is { Count: > 0 } open; turn++)
                    {
                        before = [.. flow.History];
                        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(open));
                        flow.Turn([.. open.Take(random.Next(1, 4))]);
                        response = flow.Last;
                    }

                    // The last turn's own rows are not history yet: its actions are what every split has to find.
                    var all = flow.History.Take(flow.History.Count - Recorded(response)).ToList();
                    for (var cut = 0; cut <= all.Count; cut += random.Next(1, 4))
                    {
                        Assert.Equal(response, flow.Execute(all[..cut], all[cut..]));
                    }
                },
                iter: 300
            );

    [Fact]
    public void Random_and_broken_bytes_never_throw_and_never_hang()
    {
        using var endpoints = new Endpoints(durable =>
            durable.AddOrchestratorFunc<int, string>("Flow", (context, input) => Play(context, input))
        );
        var good = Simulation.Of(context => Play(context, 7));
        good.Start("7");
        var request = Endpoints.Request(Ev.ExecutionStarted("Flow", "7"));
        request.PastEvents.AddRange(good.History);
        var bytes = request.ToByteArray();

        Gen.Int[0, int.MaxValue - 1]
            .Sample(
                seed =>
                {
                    var random = new Random(seed);
                    var broken = (byte[])bytes.Clone();
                    for (var flips = random.Next(8); flips > 0; flips--)
                    {
                        broken[random.Next(broken.Length)] = (byte)random.Next(256);
                    }

                    broken = broken[..random.Next(broken.Length + 1)];
                    var body =
                        random.Next(4) == 0
                            ? broken
                            : System.Text.Encoding.UTF8.GetBytes(
                                "{\"Data\":{\"context\":\"\\\"" + Convert.ToBase64String(broken) + "\\\"\"}}"
                            );
                    Assert.NotNull(endpoints.Orchestrate(body));
                    Assert.NotNull(endpoints.Act(System.Text.Encoding.Latin1.GetString(broken), "Act").Result);
                },
                iter: 2_000
            );
    }

    /// <summary>Rows that the simulation added for this response, the closing one included.</summary>
    private static int Recorded(OrchestratorResponse response) => response.Actions.Count(a => a.CompleteOrchestration is null) + 1;

    /// <summary>One answer for everything the host still owes, and events out of the blue.</summary>
    private static List<HistoryEvent> Open(List<HistoryEvent> history)
    {
        var done = history
            .Select(e => e.TaskCompleted?.TaskScheduledId ?? e.TimerFired?.TimerId ?? e.SubOrchestrationInstanceCompleted?.TaskScheduledId)
            .ToHashSet();
        List<HistoryEvent> open = [Ev.Raised("go", "1"), Ev.Raised("GO", "2")];
        open.AddRange(
            history
                .Where(e => e.TaskScheduled is not null && !done.Contains(e.EventId))
                .Select(e => e.EventId % 5 == 3 ? Ev.NotOk(e.EventId, "x") : Ev.Ok(e.EventId, "1"))
        );
        open.AddRange(history.Where(e => e.TimerCreated is not null && !done.Contains(e.EventId)).Select(e => Ev.TimerFired(e.EventId)));
        open.AddRange(
            history
                .Where(e => e.SubOrchestrationInstanceCreated is not null && !done.Contains(e.EventId))
                .Select(e => Ev.ChildCompleted(e.EventId, "1"))
        );
        return open;
    }

    private static async Task<string> Play(TaskOrchestrationContext context, int seed)
    {
        var random = new Random(seed);
        var text = "";
        for (var step = 0; step < 6; step++)
        {
            text += await One(context, random.Next(9), random.Next(2, 5));
            context.SetCustomStatus(text);
        }

        return text;
    }

    private static async Task<string> One(TaskOrchestrationContext context, int kind, int width)
    {
        try
        {
            switch (kind)
            {
                case 0:
                    return $"a{await context.CallActivityAsync<int>("A", width)}";
                case 1:
                    await context.CreateTimer(TimeSpan.FromDays(width), CancellationToken.None);
                    return "t";
                case 2:
                    return $"e{await context.WaitForExternalEvent<int>("go")}";
                case 3:
                    return $"w{await context.WaitForExternalEvent<int>("go", TimeSpan.FromHours(width))}";
                case 4:
                    return $"c{await context.CallSubOrchestratorAsync<int>("C", context.NewGuid())}";
                case 5:
                    context.SendEvent("other", "x", width);
                    return "s";
                case 6:
                    return $"p{(await Task.WhenAll(Enumerable.Range(0, width).Select(n => context.CallActivityAsync<int>("B", n)))).Sum()}";
                case 7:
                    return $"r{await context.CallActivityAsync<int>("R", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(width, TimeSpan.FromMinutes(1), 2)))}";
                default:
                    using (var stop = new CancellationTokenSource())
                    {
                        var timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
                        var first = await Task.WhenAny(timer, context.CallActivityAsync<int>("D"));
                        stop.Cancel();
                        return first == timer ? "T" : "D";
                    }
            }
        }
        catch (Exception exception) when (exception is TaskFailedException or TaskCanceledException)
        {
            return "!";
        }
    }
}
