using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Triggers;

/// <summary>
/// Counts refused turns by instance (decision 22): after 20 of them, or after 2 hours of them, the instance fails with
/// executor-fault. Counted in this process; the age of the waiting events bounds what restarts would hide.
/// </summary>
internal sealed class ExecutorFaults(TimeProvider time)
{
    public const string ErrorType = "executor-fault";
    public const int MaxRefusals = 20;

    private const int MaxInstances = 10_000;
    private const int MinRefusalsByAge = 3;

    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(2);
    private static readonly Meter Meter = new("Serverless.Durable");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("durable.turns.refused");
    private static readonly Counter<long> GivenUp = Meter.CreateCounter<long>("durable.instances.executor_fault");

    private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);

    public void Clear(string instanceId)
    {
        if (!_refusals.IsEmpty)
        {
            _refusals.TryRemove(instanceId, out _);
        }
    }

    /// <summary>Counts one more refusal and says whether it was one too many.</summary>
    public bool IsOverLimit(string key, OrchestratorRequest? request)
    {
        if (_refusals.Count >= MaxInstances && !_refusals.ContainsKey(key))
        {
            // Thousands of instances refused at once are one fault of ours, not many of theirs: nobody is failed for it.
            return false;
        }

        Refused.Add(1);
        var refusals = _refusals.AddOrUpdate(key, 1, (_, before) => before + 1);
        if (refusals < MaxRefusals && (refusals < MinRefusalsByAge || WaitingSince(request) > time.GetUtcNow().UtcDateTime - MaxAge))
        {
            return false;
        }

        _refusals.TryRemove(key, out _);
        GivenUp.Add(1);
        return true;
    }

    public static OrchestratorResponse Failure(OrchestratorRequest? request, string why)
    {
        var id = request is null ? 0 : request.PastEvents.Select(e => e.EventId).DefaultIfEmpty(-1).Max() + 1;
        return new OrchestratorResponse
        {
            InstanceId = request?.InstanceId ?? "",
            Actions =
            {
                new OrchestratorAction
                {
                    Id = id,
                    CompleteOrchestration = new CompleteOrchestrationAction
                    {
                        OrchestrationStatus = OrchestrationStatus.Failed,
                        FailureDetails = new Protocol.TaskFailureDetails
                        {
                            ErrorType = ErrorType,
                            ErrorMessage = why,
                            IsNonRetriable = true,
                        },
                    },
                },
            },
        };
    }

    /// <summary>The oldest event that still waits for an answer; each delivery has a new orchestratorStarted, so that one says nothing.</summary>
    private static DateTime WaitingSince(OrchestratorRequest? request)
    {
        var oldest = DateTime.MaxValue;
        foreach (var e in request?.NewEvents ?? [])
        {
            if (
                e.EventTypeCase != HistoryEvent.EventTypeOneofCase.OrchestratorStarted
                && WireTime.Read(e.Timestamp) is var at
                && at < oldest
            )
            {
                oldest = at;
            }
        }

        return oldest;
    }
}
