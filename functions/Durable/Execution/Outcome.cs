using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>How an instance, or a generation of it, ends. One ending per turn, the strongest one.</summary>
internal sealed class Outcome
{
    private CompleteOrchestrationAction? _end;
    private bool _keepsEvents;

    /// <summary>The code has ended, one way or another.</summary>
    public bool IsDecided => _end is not null;

    /// <summary>Nothing that comes later in the turn can change it.</summary>
    public bool IsFinal { get; private set; }

    public bool IsTerminated { get; private set; }

    /// <summary>Steps asked for before the end are not sent: the end has nothing to do with the code's wishes.</summary>
    public bool DiscardsSteps { get; private set; }

    /// <summary>The code returned or threw.</summary>
    public void Decide(Task<string?> body, ReplayContext context)
    {
        try
        {
            var result = body.GetAwaiter().GetResult();
            _end = context.Next is { } next
                ? Continue(next)
                : new() { OrchestrationStatus = OrchestrationStatus.Completed, Result = result };
        }
        catch (Exception exception)
        {
            _end = Failed(FailureMapping.ToWire(exception, IsPermanent(exception)));
        }
    }

    /// <summary>
    /// Termination beats continue-as-new, whose next generation would never hear of it. It does not beat an end that was reached
    /// before.
    /// </summary>
    public void Terminate(string? output)
    {
        if (_end is null or { OrchestrationStatus: OrchestrationStatus.ContinuedAsNew })
        {
            _end = new() { OrchestrationStatus = OrchestrationStatus.Terminated, Result = output };
            IsTerminated = IsFinal = DiscardsSteps = true;
        }
    }

    /// <summary>The code may not go on: it contradicts history or awaits what is not durable.</summary>
    public void Break(Exception exception)
    {
        _end = Failed(FailureMapping.ToWire(exception, isNonRetriable: true));
        IsFinal = DiscardsSteps = true;
    }

    public void Fail(string type, string message) =>
        (_end, IsFinal, DiscardsSteps) = (
            Failed(
                new Protocol.TaskFailureDetails
                {
                    ErrorType = type,
                    ErrorMessage = message,
                    IsNonRetriable = true,
                }
            ),
            true,
            true
        );

    public void RefuseVersion(string version, DurableVersioning versioning)
    {
        if (versioning.FailureStrategy == VersionFailureStrategy.Reject)
        {
            throw new TurnRefusedException($"version '{version}' is for another deployment than '{versioning.Version}'");
        }

        Fail("VersionMismatch", $"The instance has version '{version}', this deployment '{versioning.Version}'.");
    }

    public CompleteOrchestrationAction? ToAction(EventInbox inbox)
    {
        if (_keepsEvents && _end is { OrchestrationStatus: OrchestrationStatus.ContinuedAsNew })
        {
            inbox.CarryOver(_end.CarryoverEvents);
        }

        return _end;
    }

    private CompleteOrchestrationAction Continue(NextGeneration next)
    {
        _keepsEvents = next.KeepsEvents;
        return new()
        {
            OrchestrationStatus = OrchestrationStatus.ContinuedAsNew,
            Result = next.Input,
            NewVersion = next.Version,
        };
    }

    private static CompleteOrchestrationAction Failed(Protocol.TaskFailureDetails details) =>
        new() { OrchestrationStatus = OrchestrationStatus.Failed, FailureDetails = details };

    private static bool IsPermanent(Exception exception) =>
        exception is NonDurableWaitException or TaskFailedException { FailureDetails.IsNonRetriable: true };
}

/// <summary>This turn is for another process or another time: the answer is requiresHistory, never a failure.</summary>
internal sealed class TurnRefusedException(string why) : Exception($"Turn refused: {why}.");
