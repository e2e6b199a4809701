using System.Diagnostics;
using Serverless.App.Membership.Register;
using Serverless.Platform.Kernel;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>
/// Row D03 at the size of the country; <c>SOAK_LINES</c> makes it smaller. The rate is printed for each tenth, so that one sees whether a
/// line costs more when the table is larger. The last figures are in README.md.
/// </summary>
public sealed class RegisterSoakTests(ITestOutputHelper output)
{
    private const int Looks = 2_000;
    private static readonly TimeSpan LookLimit = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task D03_three_hundred_thousand_teachers_are_taken_over_in_flat_memory_and_found_within_the_limit()
    {
        var teachers = Figures.Lines;
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), new DurableMailbox().For(null));
        var id = await office.ReceiveAsync("i1", string.Concat(Enumerable.Range(1, teachers).Select(RegisterOffice.Line)));
        await using var figures = new Figures(
            output,
            "register",
            teachers,
            async () => (await office.Imports.FindAsync(id, default))!.Counts.Total
        );

        var finished = await office.FinishAsync(id);

        await figures.EndAsync();
        Assert.Equal(new RegisterCounts(teachers, 0, 0, 0), finished.Counts);
        figures.AssertFlat();
        await LookAsync(office, figures, teachers);
    }

    private static async Task LookAsync(RegisterOffice office, Figures figures, int teachers)
    {
        var looks = new List<TimeSpan>(Looks);
        foreach (var number in Enumerable.Range(0, Looks).Select(look => 1 + (look * 149 % teachers)))
        {
            var watch = Stopwatch.StartNew();
            var found = await office.Find.FindAsync(Dni.Parse(RegisterOffice.Document(number)).Value, "officer-1", default);
            looks.Add(watch.Elapsed);
            Assert.True(found.IsSuccess);
        }

        looks.Sort();
        figures.Say($"look-up p50 {looks[Looks / 2].TotalMilliseconds:F1} ms, p95 {looks[Looks * 95 / 100].TotalMilliseconds:F1} ms");
        Assert.InRange(looks[Looks * 95 / 100], TimeSpan.Zero, LookLimit);
    }
}
