using System.Diagnostics;
using System.Globalization;

namespace Serverless.Benchmarks.Durable;

/// <summary>Events per second of processor time, measured as js/replay.js measures them, so that the two can be divided.</summary>
internal static class ReplayRates
{
    /// <summary>Asking for the processor time is not free.</summary>
    private const int TurnsAtOnce = 50;

    public static void Print(TextWriter output)
    {
        foreach (var flow in (string[])["chain", "fan-out"])
        {
            var benchmarks = new ReplayBenchmarks { Flow = flow };
            benchmarks.Setup();
            output.WriteLine(Rate($"{flow} replay", benchmarks.Events, () => benchmarks.Replay()));
            output.WriteLine(Rate($"{flow} turn", benchmarks.Events, () => benchmarks.Turn()));
        }
    }

    private static string Rate(string name, int events, Action body)
    {
        Round(TimeSpan.FromSeconds(3), body);
        var rates = Enumerable.Range(0, 7).Select(_ => Round(TimeSpan.FromMilliseconds(700), body) * events).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {rates[3]:N0} events/s of processor time ({events} events)");
    }

    /// <summary>Turns per second of processor time; the length is processor time too, or a busy machine would leave no time to warm up.</summary>
    private static double Round(TimeSpan length, Action body)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var (turns, used) = (0, TimeSpan.Zero);
        while (used < length)
        {
            for (var turn = 0; turn < TurnsAtOnce; turn++)
            {
                body();
            }

            process.Refresh();
            (turns, used) = (turns + TurnsAtOnce, process.TotalProcessorTime - before);
        }

        return turns / used.TotalSeconds;
    }
}
