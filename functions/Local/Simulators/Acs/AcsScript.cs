namespace Serverless.Local.Simulators.Acs;

/// <summary>What the simulator was told to do wrong, first told first done.</summary>
public sealed class AcsScript
{
    private readonly Queue<AcsFault> _faults = new();
    private readonly Lock _gate = new();

    /// <summary>Adds to the script.</summary>
    public void Add(AcsFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Times, 1, nameof(fault));
        lock (_gate)
        {
            for (var time = 0; time < fault.Times; time++)
            {
                _faults.Enqueue(fault);
            }
        }
    }

    /// <summary>From now on everything works.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    internal AcsFault? Next()
    {
        lock (_gate)
        {
            return _faults.TryDequeue(out var fault) ? fault : null;
        }
    }
}
