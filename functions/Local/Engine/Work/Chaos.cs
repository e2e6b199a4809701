namespace Serverless.Local.Engine.Work;

/// <summary>
/// What can go wrong between a hub and its functions, made to go wrong on purpose and repeatably. Each switch is a share of the cases, 0
/// never and 1 always.
/// </summary>
internal sealed class Chaos(ChaosSwitches usual, int seed)
{
    private readonly Random _random = new(seed);
    private ChaosSwitches _switches = usual;
    private readonly Lock _gate = new();

    /// <summary>May be changed while everything runs.</summary>
    internal ChaosSwitches Switches
    {
        get => Volatile.Read(ref _switches);
        set => Volatile.Write(ref _switches, value);
    }

    /// <summary>The call was made and answered, and the process dies before it writes the outcome: the work is handed out again.</summary>
    internal bool DiesBeforeCommit() => Happens(Switches.DiesBeforeCommit);

    /// <summary>An activity is delivered to two workers at a time.</summary>
    internal bool DeliversTwice() => Happens(Switches.DeliversTwice);

    /// <summary>The function ran and its answer got lost: the host takes the call for failed.</summary>
    internal bool LosesAnswer() => Happens(Switches.LosesAnswer);

    /// <summary>How much later than due a timer fires.</summary>
    internal TimeSpan TimerDelay() => Happens(Switches.DelaysTimer) ? TimeSpan.FromSeconds(1 + Next(600)) : TimeSpan.Zero;

    /// <summary>What waits together comes in another order, and part of it comes later.</summary>
    internal List<T> Reorder<T>(List<T> waiting)
    {
        if (waiting.Count < 2 || !Happens(Switches.Reorders))
        {
            return waiting;
        }
        lock (_gate)
        {
            return [.. waiting.OrderBy(_ => _random.Next()).Take(1 + _random.Next(waiting.Count))];
        }
    }

    private bool Happens(double share) => share > 0 && Between() < share;

    private double Between()
    {
        lock (_gate)
        {
            return _random.NextDouble();
        }
    }

    private int Next(int below)
    {
        lock (_gate)
        {
            return _random.Next(below);
        }
    }
}

/// <summary>Shares from 0 to 1.</summary>
internal sealed record ChaosSwitches(
    double DeliversTwice = 0,
    double DiesBeforeCommit = 0,
    double Reorders = 0,
    double DelaysTimer = 0,
    double LosesAnswer = 0
)
{
    /// <summary>Everything at once.</summary>
    internal static ChaosSwitches All(double share) => new(share, share, share, share, share);
}
