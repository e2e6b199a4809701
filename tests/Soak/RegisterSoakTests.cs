using System.Diagnostics;
using System.Globalization;
using Serverless.App.Membership.Register;
using Serverless.Platform.Kernel;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>Row D03 at the size of the country. Its last figures are in tests/Soak/README.md.</summary>
public sealed class RegisterSoakTests(ITestOutputHelper output)
{
    private const int Teachers = 300_000;
    private const int Looks = 2_000;
    private const long MemoryBytes = 512L * 1024 * 1024;
    private static readonly TimeSpan LookLimit = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task D03_three_hundred_thousand_teachers_are_taken_over_in_flat_memory_and_found_within_the_limit()
    {
        var mailbox = new DurableMailbox();
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), mailbox.For(null));
        var id = await office.ReceiveAsync("i1", string.Concat(Enumerable.Range(1, Teachers).Select(RegisterOffice.Line)));
        GC.Collect();
        var (before, watch) = (Environment.WorkingSet, Stopwatch.StartNew());

        var finished = await office.FinishAsync(id);

        var grown = Environment.WorkingSet - before;
        Say($"{Teachers / watch.Elapsed.TotalSeconds:F0} members a second, working set grew by {grown >> 20} MB");
        Assert.Equal(new RegisterCounts(Teachers, 0, 0, 0), finished.Counts);
        Assert.InRange(grown, long.MinValue, MemoryBytes);

        var looks = new List<TimeSpan>(Looks);
        foreach (var number in Enumerable.Range(0, Looks).Select(look => 1 + (look * 149 % Teachers)))
        {
            watch.Restart();
            var found = await office.Find.FindAsync(Dni.Parse(RegisterOffice.Document(number)).Value, "officer-1", default);
            looks.Add(watch.Elapsed);
            Assert.True(found.IsSuccess);
        }

        looks.Sort();
        Say($"look-up p50 {looks[Looks / 2].TotalMilliseconds:F1} ms, p95 {looks[Looks * 95 / 100].TotalMilliseconds:F1} ms");
        Assert.InRange(looks[Looks * 95 / 100], TimeSpan.Zero, LookLimit);
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
