using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>
/// As many real claims open at once as the country has in a bad year: App behind Local, <c>BenefitLiquidation</c> in the hub, Azurite below.
/// <c>SOAK_CLAIMS=1000 dotnet test tests/Soak --filter Claims</c> makes it smaller; the last figures are in README.md.
/// </summary>
public sealed class ClaimsSoakTests(ITestOutputHelper output)
{
    private const int UsualClaims = 11_000;
    private const int Submitted = 1_000;
    private const int Sample = 200;
    private const int AtOnce = 8;
    private const int ActivitiesPerSecond = 20;
    private const long MemoryBytes = 1L << 30;
    private static readonly TimeSpan EventLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TimerLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstReminder = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    /// <summary>Eight activities follow from what is done to one claim, three from a reminder: eleven a second, 80,000 events a day.</summary>
    private static readonly TimeSpan BetweenClaims = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Eleven_thousand_open_claims_keep_the_pace_the_clock_and_the_memory()
    {
        var claims = int.TryParse(Environment.GetEnvironmentVariable("SOAK_CLAIMS"), out var asked) ? asked : UsualClaims;
        var sample = Math.Min(Sample, claims / 4);
        await using var cloud = await ClaimCloud.StartAsync();
        await using var office = await ClaimOffice.OpenAsync(cloud.Storage);
        await ForEachAsync(0, sample, office.SaveAsync);

        var submitted = Math.Min(Submitted, claims / 4);
        await WaitingAsync(cloud, office, submitted + sample, claims - submitted - sample);
        var pace = await SubmitAsync(cloud, office, submitted);
        var reminders = await RemindersAsync(office, submitted, sample);
        await UntilAsync(async () => await cloud.CountOpenAsync() == claims, "not every claim has its orchestration");
        var waits = await DriveAsync(cloud, office, sample);
        var delays = await DelaysAsync(office, reminders);

        var memory = cloud.Memory();
        Say(
            $"event to timeline p50 {At(waits, 50).TotalMilliseconds:F0} ms, p95 {At(waits, 95).TotalMilliseconds:F0} ms of {waits.Count}; load {Load()}"
        );
        Say($"reminders p95 {At(delays, 95).TotalSeconds:F1} s late, at most {delays[^1].TotalSeconds:F1} s of {delays.Count}");
        Say(
            $"peak working sets: Local with the test {memory.Local >> 20} MB, App {memory.App >> 20} MB; Azurite {memory.Emulator >> 20} MB"
        );
        Assert.Equal(claims, await cloud.CountOpenAsync());
        Assert.Equal(1, cloud.Starts);
        Assert.InRange(pace, ActivitiesPerSecond, double.MaxValue);
        Assert.InRange(At(waits, 95), TimeSpan.Zero, EventLimit);
        Assert.InRange(delays[^1], TimeSpan.Zero, TimerLimit);
        Assert.InRange(memory.Local + memory.App, 0, MemoryBytes);
    }

    /// <summary>Claims that were observed lately and wait for a paper; their reminders fall due in days.</summary>
    private async Task WaitingAsync(ClaimCloud cloud, ClaimOffice office, int first, int count)
    {
        var began = TimeProvider.System.GetUtcNow();
        await ForEachAsync(first, count, number => office.ObservedAsync(number, began + office.FirstReminder));
        var registered = TimeProvider.System.GetUtcNow() - began;
        await UntilAsync(async () => await cloud.CountOpenAsync() == count, "not every claim has its orchestration");
        var opened = TimeProvider.System.GetUtcNow() - began;
        Say($"{count} waiting claims registered in {registered.TotalSeconds:F0} s, open after {opened.TotalSeconds:F0} s; load {Load()}");
    }

    /// <summary>Submits claims whose second paper is missing, until the system has observed the last; activities a second meanwhile.</summary>
    private async Task<double> SubmitAsync(ClaimCloud cloud, ClaimOffice office, int claims)
    {
        var began = TimeProvider.System.GetUtcNow();
        await ForEachAsync(0, claims, office.SubmitAsync);
        var submitted = TimeProvider.System.GetUtcNow() - began;
        var answered = new List<DateTimeOffset>();
        for (var number = 0; number < claims; number++)
        {
            await UntilAsync(async () => (await office.DoneAsync(number))["check-documents"].Any(), $"claim {number} was not observed");
            answered.AddRange(await cloud.ActivitiesAsync(number));
        }

        var (first, last) = (answered.Min(), answered.Max());
        var pace = answered.Count / (last - first).TotalSeconds;
        Say($"{claims} more submitted in {submitted.TotalSeconds:F0} s, all observed after {(last - began).TotalSeconds:F0} s");
        Say($"{answered.Count} activities, {pace:F0} a second while work was queued; load {Load()}");
        return pace;
    }

    /// <summary>Claims that wait already; their first reminders fall due one after another while the sample is worked on.</summary>
    private static async Task<Dictionary<int, DateTimeOffset>> RemindersAsync(ClaimOffice office, int first, int count)
    {
        var from = TimeProvider.System.GetUtcNow() + FirstReminder;
        var due = Enumerable.Range(first, count).ToDictionary(number => number, number => from + ((number - first) * BetweenClaims));
        await ForEachAsync(first, count, number => office.ObservedAsync(number, due[number]));
        return due;
    }

    /// <summary>The missing paper comes, an officer takes the claim and accepts both; how long each took to the system's own next step.</summary>
    private static async Task<List<TimeSpan>> DriveAsync(ClaimCloud cloud, ClaimOffice office, int sample)
    {
        var waits = new ConcurrentBag<TimeSpan>();
        var driven = new List<Task>();
        for (var number = 0; number < sample; number++)
        {
            driven.Add(DriveOneAsync(number));
            await Task.Delay(BetweenClaims);
        }

        await Task.WhenAll(driven);
        return [.. waits.Order()];

        async Task DriveOneAsync(int number)
        {
            await office.DeliverAsync(number);
            await UntilAsync(() => cloud.IsAsync(number, "document-check"), $"claim {number} did not go on");
            await cloud.ActAsync(number, "take");
            await cloud.ActAsync(number, $"documents/{ClaimOffice.FirstPaper}/accept");
            await cloud.ActAsync(number, $"documents/{ClaimOffice.LastPaper}/accept");
            await UntilAsync(() => cloud.IsAsync(number, "eligible"), $"claim {number} was not assessed");
            var done = await office.DoneAsync(number);
            waits.Add(done["check-documents"].Last() - done["document-received"].Single());
            waits.Add(done["assess"].Single() - done["accept-document"].Last());
        }
    }

    private static async Task<List<TimeSpan>> DelaysAsync(ClaimOffice office, Dictionary<int, DateTimeOffset> reminders)
    {
        var delays = new List<TimeSpan>();
        foreach (var (number, due) in reminders)
        {
            await UntilAsync(async () => (await office.DoneAsync(number))["remind"].Any(), $"claim {number} was not reminded of");
            delays.Add((await office.DoneAsync(number))["remind"].First() - due);
        }

        delays.Sort();
        return delays;
    }

    private static Task ForEachAsync(int first, int count, Func<int, Task> act) =>
        Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, _) => await act(number)
        );

    private static async Task UntilAsync(Func<Task<bool>> isSo, string otherwise)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, otherwise);
            await Task.Delay(Look);
        }
    }

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static TimeSpan At(List<TimeSpan> sorted, int percent) => sorted[(sorted.Count - 1) * percent / 100];

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
