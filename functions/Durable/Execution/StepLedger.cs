using System.Text;
using Google.Protobuf.Collections;
using Serverless.Durable.Protocol;

namespace Serverless.Durable.Execution;

/// <summary>
/// The steps by number, in the order in which the code asks for them. The numbering is part of what is stored: activities,
/// sub-orchestrations, timers, sent events and the completion take a number each, waiting for an event takes none.
/// </summary>
internal sealed class StepLedger(HistoryIndex history)
{
    /// <summary>The host's own bookkeeping timer.</summary>
    private const int HostTimerId = -100;

    private readonly List<Step> _steps = [];

    public int NextId => _steps.Count;

    public bool HasOpenStep
    {
        get
        {
            foreach (var step in _steps)
            {
                if (!step.IsSettled)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool IsSent(int id) => history.IsSent(id);

    public TStep Add<TStep>(TStep step)
        where TStep : Step
    {
        _steps.Add(step);
        return step;
    }

    /// <summary>History has the step: the code must have asked for the same one.</summary>
    public void Confirm(int id, StepKind kind, ReadOnlySpan<byte> name)
    {
        if (kind == StepKind.Timer && id == HostTimerId)
        {
            return;
        }

        if (id < 0 || id >= _steps.Count)
        {
            throw new NonDeterminismException(id, Step.Describe(kind, Encoding.UTF8.GetString(name)), "nothing");
        }

        var step = _steps[id];
        if (step.Kind != kind || (kind != StepKind.Timer && !IsSame(name, step.Name)))
        {
            throw new NonDeterminismException(id, Step.Describe(kind, Encoding.UTF8.GetString(name)), step.ToString());
        }

        step.IsConfirmed = true;
    }

    public void ConfirmSent(int id, EventSentEvent sent)
    {
        Confirm(id, StepKind.SentEvent, Encoding.UTF8.GetBytes(sent.Name));
        if (!((SentEventStep)_steps[id]).GoesTo(sent.InstanceId))
        {
            throw new NonDeterminismException(id, $"an event sent to '{sent.InstanceId}'", "another receiver");
        }
    }

    /// <summary>The step that a result belongs to, or null when it comes late, twice or out of nowhere.</summary>
    public Step? Open(int id, StepKind kind)
    {
        var step = id >= 0 && id < _steps.Count ? _steps[id] : null;
        return step is { IsSettled: false } && step.Kind == kind ? step : null;
    }

    /// <summary>Writes what the host has not heard yet. Timers die with the generation, so a completed one sends none.</summary>
    public void Emit(RepeatedField<OrchestratorAction> actions, bool completed)
    {
        foreach (var step in _steps)
        {
            if (!step.IsConfirmed && !step.IsWithdrawn && !(completed && step.Kind == StepKind.Timer))
            {
                actions.Add(step.ToAction());
            }
        }
    }

    /// <summary>Without case, ordinally; most names are plain letters and need no text of their own.</summary>
    private static bool IsSame(ReadOnlySpan<byte> recorded, string name) =>
        Ascii.EqualsIgnoreCase(recorded, name)
        || string.Equals(Encoding.UTF8.GetString(recorded), name, StringComparison.OrdinalIgnoreCase);
}
