namespace Serverless.Local.Handler;

/// <summary>What the host does when its handler ended.</summary>
internal enum AfterExit
{
    /// <summary>Exit code 0: the host does not notice, and every later call fails.</summary>
    LeaveDead,

    /// <summary>Started again.</summary>
    Restart,

    /// <summary>Failed too often: the host shuts down.</summary>
    GiveUp,
}

/// <summary>The host's rule for a handler that ends: three failures inside thirty minutes are the end (functions-host contract, section 1).</summary>
internal sealed class RestartPolicy(TimeProvider clock)
{
    private const int IntendedRestart = 200;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);
    private readonly Queue<DateTimeOffset> _failures = new();

    /// <summary>The host's number; more for a test that kills the handler on purpose.</summary>
    internal int FailuresAllowed { get; set; } = 3;

    internal AfterExit Decide(int exitCode)
    {
        if (exitCode == 0)
        {
            return AfterExit.LeaveDead;
        }
        if (exitCode == IntendedRestart)
        {
            return AfterExit.Restart;
        }
        var now = clock.GetUtcNow();
        _failures.Enqueue(now);
        while (now - _failures.Peek() > Window)
        {
            _failures.Dequeue();
        }
        return _failures.Count >= FailuresAllowed ? AfterExit.GiveUp : AfterExit.Restart;
    }
}
