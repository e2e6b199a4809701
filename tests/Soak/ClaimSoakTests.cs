using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Serverless.Local;
using Serverless.Local.Cli;
using Serverless.Local.Demo;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>
/// Rows D02 and D26 with as many claims open at once as the country has in a bad year: App as a process of its own behind Local's host, the
/// real <c>BenefitLiquidation</c>, everything over HTTP. A death is reported by one officer's request, so each claim costs one.
/// <c>SOAK_CLAIMS</c> makes it smaller, <c>SERVERLESS_APP_DIR</c> names a published App. The last figures are in README.md.
/// </summary>
public sealed class ClaimSoakTests(ITestOutputHelper output)
{
    private const int UsualClaims = 11_000;
    private const int Watched = 200;
    private const int AtOnce = 4;
    private const int ActivitiesPerSecond = 20;
    private const long MemoryBytes = 1L << 30;
    private static readonly TimeSpan TimelineLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(40);

    [Fact]
    public async Task D02_D26_eleven_thousand_open_claims_keep_the_pace_the_timeline_and_the_memory()
    {
        var claims = int.TryParse(Environment.GetEnvironmentVariable("SOAK_CLAIMS"), out var asked) ? asked : UsualClaims;
        var dead = Enumerable.Range(0, 2 * claims).Where(line => !RegisterFile.IsSpoilt(line)).Take(claims + Watched).ToList();
        var data = Directory.CreateTempSubdirectory("claims-").FullName;
        var hub = new TaskHubFile(data);
        await using var cloud = await StartAsync(data);
        using var http = new HttpClient { BaseAddress = cloud.Address };
        var demo = new DemoSession(http, new Narrator(TextWriter.Null, TimeProvider.System), TimeProvider.System, default);
        await demo.SignInAsync("ana.registro");
        await RegisterJourney.FinishedAsync(demo, await RegisterJourney.SendAsync(demo, RegisterFile.Of(dead[^1] + 1)));

        await demo.SignInAsync("irma.beneficios");
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            dead.Take(claims),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (line, _) => await ReportAsync(demo, line)
        );
        var sent = watch.Elapsed;
        await hub.UntilQuietAsync(claims, Patience);
        var activities = hub.CountActivities();
        var pace = activities / watch.Elapsed.TotalSeconds;
        Say($"{claims} claims open, reported in {sent.TotalSeconds:F0} s: {activities} activities, {pace:F0} a second");

        await demo.SignInAsync("irma.beneficios");
        var waits = new List<TimeSpan>(Watched);
        foreach (var line in dead.Skip(claims))
        {
            waits.Add(await UntilTimelineAsync(demo, await ReportAsync(demo, line)));
            await Task.Delay(BetweenReports);
        }

        waits.Sort();
        using var app = Process.GetProcessById(cloud.Host.Handler.ProcessId!.Value);
        var memory = app.PeakWorkingSet64 + Process.GetCurrentProcess().PeakWorkingSet64;
        Say($"event to timeline p50 {waits[Watched / 2].TotalMilliseconds:F0} ms, p95 {waits[Watched * 95 / 100].TotalMilliseconds:F0} ms");
        Say($"peak working set: App {app.PeakWorkingSet64 >> 20} MB, Local with this test {(memory - app.PeakWorkingSet64) >> 20} MB");

        Assert.InRange(pace, ActivitiesPerSecond, double.MaxValue);
        Assert.InRange(waits[Watched * 95 / 100], TimeSpan.Zero, TimelineLimit);
        Assert.InRange(memory, 0, MemoryBytes);
    }

    private static async Task<LocalCloud> StartAsync(string data)
    {
        var options = new LocalOptions(LocalCommand.Run, null, 0, false, data, Environment.GetEnvironmentVariable("SERVERLESS_APP_DIR"));
        var cloud = new LocalCloud(options, new Narrator(TextWriter.Null, TimeProvider.System), TimeProvider.System);
        await cloud.StartAsync(new TaskCompletionSource().Task);
        return cloud;
    }

    /// <summary>The claim that the report opened.</summary>
    private static async Task<string> ReportAsync(DemoSession demo, int line)
    {
        using var report = new HttpRequestMessage(HttpMethod.Post, "/api/v1/benefits/backoffice/deaths");
        report.Headers.Add("Idempotency-Key", $"soak-{line}");
        report.Content = JsonContent.Create(new { dni = RegisterFile.TeacherAt(line).Dni, diedOn = "2026-01-15" });
        return (await demo.JsonAsync(report, 200)).GetProperty("claim").GetProperty("id").GetString()!;
    }

    /// <summary>From the answer to the report until the timeline shows what the orchestration did with it.</summary>
    private static async Task<TimeSpan> UntilTimelineAsync(DemoSession demo, string claim)
    {
        var watch = Stopwatch.StartNew();
        while (await StepsAsync(demo, claim) < 2)
        {
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);
            await Task.Delay(BetweenLooks);
        }

        return watch.Elapsed;
    }

    private static async Task<int> StepsAsync(DemoSession demo, string claim) =>
        (await demo.GetAsync($"/api/v1/benefits/backoffice/claims/{claim}/timeline")).GetProperty("entries").GetArrayLength();

    private void Say(FormattableString text)
    {
        var line = text.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("SOAK_LOG") is { Length: > 0 } log)
        {
            File.AppendAllText(log, line + "\n");
        }
    }
}
