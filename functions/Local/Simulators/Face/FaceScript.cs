using System.Collections.Concurrent;

namespace Serverless.Local.Simulators.Face;

/// <summary>How the simulator may be told to misbehave.</summary>
public enum FaceFaultKind
{
    /// <summary>429 with <c>Retry-After: 0</c>.</summary>
    Throttle,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>403 with the inner code <c>UnsupportedFeature</c>: the subscription is not approved.</summary>
    NotApproved,

    /// <summary>The session says it compared with another image than it was given.</summary>
    OtherReference,
}

/// <summary>What goes wrong next, first told first done.</summary>
public sealed class FaceScript
{
    private readonly ConcurrentQueue<FaceFaultKind> _faults = new();

    public void Add(FaceFaultKind fault, int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            _faults.Enqueue(fault);
        }
    }

    public void Clear() => _faults.Clear();

    internal FaceFaultKind? Next() => _faults.TryDequeue(out var fault) ? fault : null;
}
