using Serverless.Platform.Storage;

namespace Serverless.TestKit;

/// <summary>A crash round that a seed alone decides.</summary>
public static class SeededRound
{
    private const int MostFaults = 12;

    public static Task<CrashOutcome> RunAsync(StorageOptions account, int seed)
    {
        var dice = new Random(seed);
        var left = MostFaults;
        var gate = new Lock();

        Fault Throw(int step)
        {
            lock (gate)
            {
                if (left == 0 || dice.Next(8) != 0)
                {
                    return Fault.None;
                }

                left--;
                return dice.Next(5) switch
                {
                    0 or 1 => Fault.CrashBefore,
                    2 or 3 => Fault.CrashAfter,
                    _ => Fault.DropAnswer,
                };
            }
        }

        return new CrashRound(account, $"s{seed}", Throw).RunAsync(commands: 4, givesUp: _ => dice.Next(3) == 0);
    }
}
