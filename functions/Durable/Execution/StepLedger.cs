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

    private const int RoomForMore = 4;

    private Slot[] _slots = new Slot[history.SentCount + RoomForMore];

    public int NextId { get; private set; }

    public bool HasOpenStep
    {
        get
        {
            foreach (ref readonly var slot in Slots)
            {
                if (!slot.Step.IsSettled)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private ReadOnlySpan<Slot> Slots => _slots.AsSpan(0, NextId);

    public bool IsSent(int id) => history.IsSent(id);

    public void Add(Step step)
    {
        if (NextId == _slots.Length)
        {
            Array.Resize(ref _slots, NextId * 2);
        }

        _slots[NextId++] = new(step);
    }

    /// <summary>History has the step: the code must have asked for the same one.</summary>
    public void Confirm(int id, StepKind kind, ReadOnlySpan<byte> name)
    {
        if (kind == StepKind.Timer && id == HostTimerId)
        {
            return;
        }

        if (id < 0 || id >= NextId)
        {
            throw new NonDeterminismException(id, Step.Describe(kind, Encoding.UTF8.GetString(name)), "nothing");
        }

        var step = _slots[id].Step;
        if (step.Kind != kind || (kind != StepKind.Timer && !IsSame(name, step.Name)))
        {
            throw new NonDeterminismException(id, Step.Describe(kind, Encoding.UTF8.GetString(name)), step.ToString());
        }

        step.IsConfirmed = true;
    }

    public void ConfirmSent(int id, EventSentEvent sent)
    {
        Confirm(id, StepKind.SentEvent, Encoding.UTF8.GetBytes(sent.Name));
        if (!((SentEventStep)_slots[id].Step).GoesTo(sent.InstanceId))
        {
            throw new NonDeterminismException(id, $"an event sent to '{sent.InstanceId}'", "another receiver");
        }
    }

    /// <summary>The step that a result belongs to, or null when it comes late, twice or out of nowhere.</summary>
    public Step? Open(int id, StepKind kind)
    {
        var step = id >= 0 && id < NextId ? _slots[id].Step : null;
        return step is { IsSettled: false } && step.Kind == kind ? step : null;
    }

    /// <summary>Writes what the host has not heard yet. Timers die with the generation, so a completed one sends none.</summary>
    public void Emit(RepeatedField<OrchestratorAction> actions, bool completed)
    {
        foreach (ref readonly var slot in Slots)
        {
            var step = slot.Step;
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

    /// <summary>A struct, so that storing a step does not check it against the array's type each time.</summary>
    private readonly record struct Slot(Step Step);
}
