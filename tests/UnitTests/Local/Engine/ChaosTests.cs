using Serverless.Durable;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Work;
using Serverless.TestKit.Orchestrations;
using Serverless.TestKit.Order;

namespace Serverless.UnitTests.Local.Engine;

/// <summary>
/// H08: whatever the host does to calls, answers, timers and order, the business ends where it ends on a calm day. The orchestration is
/// level-triggered (decision 21) and has a bit of everything: activities, an approval to wait for, a reminder timer, a child, generations.
/// </summary>
[TakesSeconds(10)]
public sealed class ChaosTests
{
    private const int Runs = 500;

    [Fact]
    public async Task H08_business_outcome_is_the_calm_one_in_every_seeded_run_of_chaos()
    {
        var calm = await new Case().PlayAsync(new ChaosSwitches(), 1);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1; seed <= Runs; seed++)
        {
            var played = new Case();

            var outcome = await played.PlayAsync(ChaosSwitches.All(0.02 + (seed % 10 * 0.02)), seed);

            Assert.True(calm == outcome, $"seed {seed}: {outcome} instead of {calm}");
            foreach (var (what, count) in played.Mishaps)
            {
                seen[what] = seen.GetValueOrDefault(what) + count;
            }
        }

        // The chaos took place: otherwise the equality above proves nothing.
        Assert.All(["repeated", "restarted"], what => Assert.InRange(seen.GetValueOrDefault(what), Runs / 10, int.MaxValue));
        Assert.Equal("closed, paid 1600000, notified 1", calm);
    }

    /// <summary>One claim: its aggregate, its activities, the officer who approves it.</summary>
    private sealed class Case
    {
        private readonly HashSet<string> _applied = [];
        private string _state = "new";
        private long _paid;
        private int _notified;

        public Dictionary<string, int> Mishaps { get; } = new() { ["repeated"] = 0, ["restarted"] = 0 };

        public async Task<string> PlayAsync(ChaosSwitches switches, int seed)
        {
            using var hub = new VirtualTaskHub(Register, switches: switches, seed: seed);
            hub.Start("Claim", "claim-1", "\"1\"");
            await hub.RunAsync(TimeSpan.FromHours(36));
            // The fact first, then the wake-up; which gets lost when the instance is down just then.
            _state = _state == "checked" ? "approved" : _state;
            var isApproved = _state == "approved";
            hub.Instances.Raise("claim-1", "wake", null);
            for (var day = 0; day < 60 && !IsOver(hub); day++)
            {
                Mishaps["restarted"] += hub.RestartWhatTheHostFailed();
                await hub.RunAsync(TimeSpan.FromDays(1));
                if (!isApproved && _state == "checked")
                {
                    (_state, isApproved) = ("approved", true);
                    hub.Instances.Raise("claim-1", "wake", null);
                }
            }

            return $"{_state}, paid {_paid}, notified {_notified}";
        }

        private static bool IsOver(VirtualTaskHub hub) =>
            hub.Instances.Find("claim-1")!.OrchestrationStatus == OrchestrationStatus.Completed;

        private void Register(DurableBuilder durable)
        {
            durable.AddOrchestratorFunc<string, string>("Claim", ClaimAsync);
            durable.AddOrchestratorFunc<string, string>("Notice", NoticeAsync);
            durable.AddActivityFunc<string, string>("read", (_, _) => Task.FromResult(_state));
            durable.AddActivityFunc<string, string>(
                "check",
                (_, id) => Apply($"check-{id}", () => _state = _state == "new" ? "checked" : _state)
            );
            durable.AddActivityFunc<string, string>("remind", (_, key) => Apply($"remind-{key}", () => { }));
            durable.AddActivityFunc<string, string>(
                "pay",
                (_, id) => Apply($"pay-{id}", () => (_paid, _state) = (_paid + 1_600_000, "paid"))
            );
            durable.AddActivityFunc<string, string>("notify", (_, id) => Apply($"notify-{id}", () => _notified++));
            durable.AddActivityFunc<string, string>("close", (_, id) => Apply($"close-{id}", () => _state = "closed"));
        }

        private static async Task<string> ClaimAsync(TaskOrchestrationContext context, string id)
        {
            var often = TaskOptions.FromRetryPolicy(new RetryPolicy(40, TimeSpan.FromSeconds(5)));
            for (var round = 0; round < 3; round++)
            {
                switch (await context.CallActivityAsync<string>("read", id, often))
                {
                    case "new":
                        await context.CallActivityAsync("check", id, often);
                        break;
                    case "checked":
                        await WaitAsync(context, id, often);
                        break;
                    case "approved":
                        await context.CallActivityAsync("pay", id, often);
                        break;
                    case "paid":
                        await TellAsync(context, id, often);
                        break;
                    default:
                        return "done";
                }
            }

            context.ContinueAsNew(id);
            return "";
        }

        private static async Task WaitAsync(TaskOrchestrationContext context, string id, TaskOptions often)
        {
            try
            {
                await context.WaitForExternalEvent<string>("wake", TimeSpan.FromDays(1));
            }
            catch (TaskCanceledException)
            {
                await context.CallActivityAsync("remind", $"{id}-{context.CurrentUtcDateTime:yyyyMMdd}", often);
            }
        }

        /// <summary>A child that the host failed says as little as one that was ended: look at the facts again.</summary>
        private static async Task TellAsync(TaskOrchestrationContext context, string id, TaskOptions often)
        {
            try
            {
                await context.CallSubOrchestratorAsync<string>("Notice", id);
                await context.CallActivityAsync("close", id, often);
            }
            catch (TaskFailedException)
            {
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            }
        }

        private static async Task<string> NoticeAsync(TaskOrchestrationContext context, string id)
        {
            await context.CreateTimer(TimeSpan.FromMinutes(10), CancellationToken.None);
            await context.CallActivityAsync("notify", id, TaskOptions.FromRetryPolicy(new RetryPolicy(40, TimeSpan.FromSeconds(5))));
            return "told";
        }

        /// <summary>Idempotent by business key, as every activity is.</summary>
        private Task<string> Apply(string key, Action action)
        {
            if (_applied.Add(key))
            {
                action();
            }
            else
            {
                Mishaps["repeated"]++;
            }

            return Task.FromResult(_state);
        }
    }
}
