using Serverless.Durable.Payloads;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>A call with a result. The input is null when history proves that it was sent already.</summary>
internal abstract class CallStep<T>(int id, StepKind kind, string name, string? input) : Step(id, kind, name)
{
    private readonly TaskCompletionSource<T> _result = new();

    public Task<T> Task => _result.Task;

    protected string? Input => input;

    protected void Succeed(T? value)
    {
        IsSettled = true;
        _result.TrySetResult(value!);
    }

    protected void Throw(Exception exception)
    {
        IsSettled = true;
        _result.TrySetException(exception);
    }

    protected void Throw(TaskFailureDetails failure) => Throw(new TaskFailedException(Name, Id, failure));
}

internal sealed class ActivityStep<T>(int id, string name, string? input, IDictionary<string, string>? tags, ReplayContext context)
    : CallStep<T>(id, StepKind.Activity, name, input)
{
    /// <summary>Attempts that infrastructure failed, this one not counted; null leaves such failures to the caller.</summary>
    public int? InfrastructureFailures { get; init; }

    public override OrchestratorAction ToAction()
    {
        var schedule = new ScheduleTaskAction { Name = Name, Input = Input };
        if (tags is not null)
        {
            schedule.Tags.Add(tags);
        }

        return new() { Id = Id, ScheduleTask = schedule };
    }

    public override void Complete(ReadOnlySpan<byte> result)
    {
        T? value;
        TaskFailureDetails? failure;
        try
        {
            ActivityEnvelope.TryOpen(context.Json, result, context.Scratch, out value, out failure);
        }
        catch (Exception exception)
        {
            Throw(exception);
            return;
        }

        if (failure is null)
        {
            Succeed(value);
        }
        else
        {
            Throw(failure);
        }
    }

    public override void Fail(Protocol.TaskFailureDetails? details)
    {
        var failure = FailureMapping.FromHost(details, Name);
        if (InfrastructureFailures is { } before && !failure.IsNonRetriable && context.InfrastructurePause(before + 1) is { } pause)
        {
            IsSettled = true;
            _ = TryAgain(pause, before + 1);
            return;
        }

        Throw(failure);
    }

    private async Task TryAgain(TimeSpan pause, int failures)
    {
        try
        {
            await context.CreateTimer(pause, CancellationToken.None);
            Succeed(await context.ScheduleActivity<T>(Name, CallInput.Written(Input), tags, failures));
        }
        catch (Exception exception)
        {
            Throw(exception);
        }
    }
}

internal sealed class SubOrchestrationStep<T>(int id, string name, string instanceId, string? version, string? input, PayloadJson json)
    : CallStep<T>(id, StepKind.SubOrchestration, name, input)
{
    public override OrchestratorAction ToAction() =>
        new()
        {
            Id = Id,
            CreateSubOrchestration = new()
            {
                InstanceId = instanceId,
                Name = Name,
                Version = version,
                Input = Input,
            },
        };

    public override void Complete(ReadOnlySpan<byte> result)
    {
        T? value;
        try
        {
            value = json.Read<T>(result);
        }
        catch (Exception exception)
        {
            Throw(exception);
            return;
        }

        Succeed(value);
    }

    public override void Fail(Protocol.TaskFailureDetails? details) => Throw(FailureMapping.FromHost(details, Name));
}

/// <summary>An input that is not JSON yet, or the JSON that several attempts share.</summary>
internal readonly record struct CallInput(object? Value, string? Json, bool IsWritten)
{
    public static CallInput Of(object? value) => new(value, null, IsWritten: false);

    public static CallInput Written(string? json) => new(null, json, IsWritten: true);
}
