using Serverless.App.Fund.Contributions;
using Serverless.TestKit;
using Serverless.TestKit.Fund;
using Serverless.TestKit.Ledgers;
using Xunit.Abstractions;

namespace Serverless.Soak;

/// <summary>
/// Row D01 at the size of the country: a month's contributions of every teacher, and the same file once more. <c>SOAK_LINES</c> makes it
/// smaller. The teachers are registered first, which takes about as long again.
/// </summary>
public sealed class ContributionSoakTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task D01_three_hundred_thousand_contributions_are_posted_once_in_flat_memory()
    {
        var lines = Figures.Lines;
        var account = await ContributionOffice.AccountAsync();
        var process = new StorageProcess(account, App.AppRoutes.Table, new DurableMailbox().For(null), TimeProvider.System);
        var office = new ContributionOffice(process, TimeProvider.System);
        await office.RegisterAsync(lines);
        var id = await office.ReceiveAsync(account, lines, "2026-03");
        await using var figures = new Figures(output, "contributions", lines, async () => await DoneAsync(office, id));
        var began = TimeProvider.System.GetTimestamp();

        var finished = await office.FinishAsync(id);

        var took = TimeProvider.System.GetElapsedTime(began);
        await figures.EndAsync();
        var all = new ContributionCounts(lines, (long)lines * ContributionOffice.Centimos, 0, 0);
        Assert.Equal(all, finished.Counts);
        Assert.InRange(took, TimeSpan.Zero, Limit);
        figures.AssertFlat();

        Assert.Equal(id, await office.ReceiveAsync(account, lines, "2026-03"));
        Assert.Equal(all, (await office.FinishAsync(id)).Counts);
        Assert.Equal(all.PostedCentimos, (await office.Control.ReadAsync(default)).Sums.Total);
    }

    private static async Task<int> DoneAsync(ContributionOffice office, string id) =>
        (await office.Files.ReadAsync(id, default)).State is { Counts: var counts } ? counts.Posted + counts.Rejected : 0;
}
