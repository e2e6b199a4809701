using System.Diagnostics;
using System.Globalization;
using Serverless.TestKit.Orchestrations;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>
/// As many cases open at once as the country has in a bad year, on the laptop's engine: file, envelopes and HTTP calls as in a run of
/// Local. <c>SOAK_INSTANCES=11000 dotnet test tests/Soak --filter Orchestration</c>; the last figures are in README.md.
/// </summary>
public sealed class OrchestrationSoakTests(ITestOutputHelper output)
{
    private const int UsualInstances = 11_000;
    private const int Events = 1_500;

    /// <summary>Spreads the events; no instance is woken twice, because its second line would wait for its first timer.</summary>
    private const int Stride = 7;
    private const int ActivitiesPerSecond = 20;
    private const long MemoryBytes = 1L << 30;
    private static readonly TimeSpan BetweenEvents = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan EventLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TimerLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Eleven_thousand_open_instances_keep_the_pace_the_clock_and_the_memory()
    {
        var instances = int.TryParse(Environment.GetEnvironmentVariable("SOAK_INSTANCES"), out var asked) ? asked : UsualInstances;
        await using var cases = await OpenCases.StartAsync();
        var watch = Stopwatch.StartNew();

        for (var number = 0; number < instances; number++)
        {
            await cases.StartAsync(number);
        }

        await OpenCases.UntilAsync(() => cases.Opened == instances, Patience);
        var pace = instances / watch.Elapsed.TotalSeconds;
        Say($"{instances} instances open: {pace:F0} activities a second");

        for (var number = 0; number < Events; number++)
        {
            await cases.WakeAsync(number * Stride % instances);
            await Task.Delay(BetweenEvents);
        }

        await OpenCases.UntilAsync(() => cases.Waits.Count >= Events && cases.Delays.Count >= Events, Patience);
        var (waits, delays) = (cases.Waits.Order().ToList(), cases.Delays.Order().ToList());
        var memory = Process.GetCurrentProcess().PeakWorkingSet64;
        Say($"event to timeline p50 {waits[Events / 2].TotalMilliseconds:F0} ms, p95 {waits[Events * 95 / 100].TotalMilliseconds:F0} ms");
        Say($"timers at most {delays[^1].TotalSeconds:F1} s late, p95 {delays[Events * 95 / 100].TotalMilliseconds:F0} ms");
        Say($"peak working set {memory >> 20} MB, both sides of every call in it; file {cases.FileBytes >> 20} MB");

        Assert.Equal(instances, await cases.CountOpenAsync());
        Assert.InRange(pace, ActivitiesPerSecond, double.MaxValue);
        Assert.InRange(waits[Events * 95 / 100], TimeSpan.Zero, EventLimit);
        Assert.InRange(delays[^1], TimeSpan.Zero, TimerLimit);
        Assert.InRange(memory, 0, MemoryBytes);
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
