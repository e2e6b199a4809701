using System.Diagnostics.Metrics;
using System.Globalization;
using Serverless.Durable.Protocol;
using Serverless.Platform.Hosting.Limits;

namespace Serverless.Durable.Triggers;

/// <summary>
/// Counts refused turns (decision 22): after 20 of them, or after 2 hours of them, the instance fails with executor-fault. Stored
/// counters, because what refuses turns is often what restarts the process. One counter per instance and oldest event that waits, so
/// that a turn which succeeds in between leaves nothing to clear.
/// </summary>
internal sealed class ExecutorFaults(IRateCounter counters, TimeProvider time)
{
    public const string ErrorType = "executor-fault";
    public const int MaxRefusals = 20;

    /// <summary>An event that waited for two hours while nobody ran us has not been refused yet: age alone fails nobody.</summary>
    private const int MinRefusalsByAge = 3;

    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(2);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly RateLimitPolicy Refusals = new("durable-refusals", MaxRefusals - 1, Kept);
    private static readonly RateLimitPolicy SomeRefusals = new("durable-some-refusals", MinRefusalsByAge - 1, Kept);
    private static readonly Meter Meter = new("Serverless.Durable");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("durable.turns.refused");
    private static readonly Counter<long> GivenUp = Meter.CreateCounter<long>("durable.instances.executor_fault");

    /// <summary>Counts one more refusal and says whether it was one too many.</summary>
    /// <param name="key">The instance, or the function when the request cannot be read.</param>
    /// <param name="request">Null when it cannot be read.</param>
    /// <param name="cancellation">The host gave up waiting.</param>
    public async Task<bool> IsOverLimitAsync(string key, TurnRequest? request, CancellationToken cancellation)
    {
        Refused.Add(1);
        var since = WaitingSince(request);
        var turn = string.Create(CultureInfo.InvariantCulture, $"{key}|{since.Ticks}");
        var isMany = await counters.TakeAsync(Refusals, turn, cancellation) is not null;
        var isSome = await counters.TakeAsync(SomeRefusals, turn, cancellation) is not null;
        if (!isMany && !(isSome && since <= time.GetUtcNow().UtcDateTime - MaxAge))
        {
            return false;
        }

        GivenUp.Add(1);
        return true;
    }

    public static OrchestratorResponse Failure(TurnRequest? request, string why)
    {
        return new OrchestratorResponse
        {
            InstanceId = request?.InstanceId ?? "",
            Actions =
            {
                new OrchestratorAction
                {
                    Id = NextId(request),
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
    private static DateTime WaitingSince(TurnRequest? request)
    {
        var oldest = DateTime.MaxValue;
        foreach (ref readonly var e in request is null ? [] : request.New.Span)
        {
            if (e.Kind != HistoryEvent.EventTypeOneofCase.OrchestratorStarted && e.TimeIn(request!.Bytes.Span) is var at && at < oldest)
            {
                oldest = at;
            }
        }

        return oldest;
    }

    private static int NextId(TurnRequest? request)
    {
        var last = -1;
        foreach (ref readonly var e in request is null ? [] : request.Past.Span)
        {
            last = Math.Max(last, e.EventId);
        }

        return last + 1;
    }
}
