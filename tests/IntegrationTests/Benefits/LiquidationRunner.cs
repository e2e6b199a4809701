using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Benefits;
using Serverless.App.Benefits.Progress;
using Serverless.Durable;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;
using Serverless.Durable.Triggers;

namespace Serverless.IntegrationTests.Benefits;

/// <summary>How the engine treats an instance.</summary>
public enum EngineMood
{
    /// <summary>Every activity once, history kept, each wake-up delivered.</summary>
    Calm,

    /// <summary>Every activity is delivered twice.</summary>
    Doubled,

    /// <summary>After every step the instance is restarted with an empty history; its result and every event are lost.</summary>
    Forgetful,
}

/// <summary>Plays the engine for one instance of the liquidation: the real executor, the real activities, a history of its own.</summary>
internal sealed class LiquidationRunner(IServiceProvider services, TimeProvider clock, string claimId, EngineMood mood)
{
    private const int MostTurns = 200;

    private readonly OrchestrationExecutor _executor = services.GetRequiredService<OrchestrationExecutor>();
    private readonly DurableBuilder _durable = services.GetRequiredService<DurableBuilder>();
    private readonly PayloadJson _json = services.GetRequiredService<ExecutionSettings>().Json;
    private readonly List<HistoryEvent> _history = [];
    private int _round = 1;

    /// <summary>Runs until the instance sleeps or ends; answers the end's result, null while it sleeps.</summary>
    /// <param name="round">Another one begins a new instance.</param>
    internal async Task<string?> RunAsync(int round = 1)
    {
        if (round != _round || mood == EngineMood.Forgetful)
        {
            _history.Clear();
            _round = round;
        }

        List<HistoryEvent> fresh = _history.Count == 0 ? [Started()] : [Woken()];
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var answer = Turn(fresh);
            fresh = [];
            if (answer.Actions.FirstOrDefault(action => action.CompleteOrchestration is not null)?.CompleteOrchestration is { } end)
            {
                if (end.OrchestrationStatus != OrchestrationStatus.ContinuedAsNew)
                {
                    Assert.Equal(OrchestrationStatus.Completed, end.OrchestrationStatus);
                    return end.Result;
                }

                _history.Clear();
                fresh = [Started()];
                continue;
            }

            if (answer.Actions.FirstOrDefault(action => action.ScheduleTask is not null) is not { } action)
            {
                return null;
            }

            fresh = await ActAsync(action);
        }

        throw new InvalidOperationException("The instance neither sleeps nor ends");
    }

    private async Task<List<HistoryEvent>> ActAsync(OrchestratorAction action)
    {
        var name = action.ScheduleTask.Name;
        var answer = await CallAsync(action.ScheduleTask);
        if (mood == EngineMood.Doubled)
        {
            answer = await CallAsync(action.ScheduleTask);
        }

        if (mood == EngineMood.Forgetful && name != BenefitLiquidation.Look)
        {
            _history.Clear();
            return [Started()];
        }

        return
        [
            New(
                new HistoryEvent
                {
                    TaskCompleted = new() { TaskScheduledId = action.Id, Result = _json.Write(answer) },
                }
            ),
        ];
    }

    private async Task<string> CallAsync(ScheduleTaskAction task)
    {
        var call = ActivityCall.Read(Encoding.UTF8.GetBytes(task.Input))!;
        await using var scope = services.CreateAsyncScope();
        var context = new TaskActivityContext(task.Name, claimId, CancellationToken.None);
        return ActivityEnvelope.Ok(await _durable.Activities.Find(task.Name)(scope.ServiceProvider, _json, context, call.Input));
    }

    private OrchestratorResponse Turn(List<HistoryEvent> fresh)
    {
        var request = new OrchestratorRequest { InstanceId = $"{BenefitLiquidation.Name}-{claimId}-{_round}" };
        request.PastEvents.AddRange(_history);
        fresh.Insert(0, New(new HistoryEvent { OrchestratorStarted = new() }));
        request.NewEvents.AddRange(fresh);
        using var turn = TurnRequest.Read(request.ToByteArray());
        var answer = _executor.Execute(turn);
        _history.AddRange(fresh);
        foreach (var action in answer.Actions)
        {
            if (action.ScheduleTask is { } task)
            {
                _history.Add(New(new HistoryEvent { TaskScheduled = new() { Name = task.Name } }, action.Id));
            }
            else if (action.CreateTimer is { } timer)
            {
                _history.Add(New(new HistoryEvent { TimerCreated = new() { FireAt = timer.FireAt } }, action.Id));
            }
        }

        _history.Add(New(new HistoryEvent { OrchestratorCompleted = new() }));
        return answer;
    }

    private HistoryEvent Started()
    {
        var input = System.Text.Json.JsonSerializer.Serialize(new LiquidationInput(claimId, _round), BenefitsJson.Default.LiquidationInput);
        return New(
            new HistoryEvent
            {
                ExecutionStarted = new()
                {
                    Name = BenefitLiquidation.Name,
                    Input = input,
                    Version = BenefitLiquidation.CurrentVersion,
                    OrchestrationInstance = new() { InstanceId = $"{BenefitLiquidation.Name}-{claimId}-{_round}", ExecutionId = "e1" },
                },
            }
        );
    }

    private HistoryEvent Woken() => New(new HistoryEvent { EventRaised = new() { Name = BenefitLiquidation.ClaimChanged } });

    private HistoryEvent New(HistoryEvent happened, int id = -1)
    {
        happened.EventId = id;
        happened.Timestamp = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
        return happened;
    }
}
