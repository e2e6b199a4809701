using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Adjustments;
using Serverless.Platform.Kernel;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Fund;

public sealed class AdjustmentTests
{
    private const string Reason = "Planilla tecleó otro monto";

    [Fact]
    public async Task D01_correction_by_two_people_is_posted_once_and_the_books_agree()
    {
        var town = await FundTown.BuildAsync("2026-03-20");
        await town.DoAsync(office => office.WithheldAsync("m1", "2026-03", FundTown.At("2026-03-20")));

        var proposed = (await ProposeAsync(town, 2_000)).Value;
        var alone = await DecideAsync(town, proposed, "officer-a");
        await town.DoAsync(office => office.DecideAsync(proposed.State.Id, "officer-b"));
        await town.DoAsync(office => office.DecideAsync(proposed.State.Id, "officer-b"));

        Assert.Equal("platform.duties-not-separate", alone.Error!.Code);
        var account = (await town.Healthy.Accounts.FindAsync("m1", default))!;
        Assert.Equal((2_000, 1), (account.BalanceCentimos, account.Contributions));
        Assert.Equal([2_750L, -2_750L, 2_000L], (await PostingsAsync(town)).Select(posting => posting.Made.AmountCentimos));
        var sums = (await town.Healthy.Control.ReadAsync(default)).Sums;
        Assert.Equal((2_750L, -750L), (sums.ContributionCentimos, sums.OtherCentimos));
        await town.CheckAsync();
        Assert.True((await town.Healthy.Runs.ReadAsync("check-2026-03-20", default)).State!.Agrees);
        Assert.Empty(await town.Healthy.TasksAsync());
        Assert.Empty((await town.Healthy.Adjustments.WaitingAsync(null, 10, default)).Items);
    }

    [Fact]
    public async Task D01_correction_that_is_killed_at_every_step_is_posted_once()
    {
        for (var step = 1; step <= 12; step++)
        {
            var crashAt = 0;
            var town = await FundTown.BuildAsync("2026-03-20", now => now == crashAt ? Fault.CrashAfter : Fault.None);
            await town.DoAsync(office => office.WithheldAsync("m1", "2026-03", FundTown.At("2026-03-20")));
            var proposed = (await ProposeAsync(town, 0)).Value;
            crashAt = town.Steps + step;

            await town.DoAsync(office => office.DecideAsync(proposed.State.Id, "officer-b"));

            Assert.Equal(0, (await town.Healthy.Accounts.FindAsync("m1", default))!.BalanceCentimos);
            Assert.Equal(0, (await town.Healthy.Control.ReadAsync(default)).Sums.Total);
            Assert.Equal(2, (await PostingsAsync(town)).Count);
        }
    }

    [Fact]
    public async Task Correction_names_a_posting_that_is_there_and_has_no_other()
    {
        var town = await FundTown.BuildAsync("2026-03-20");
        await town.DoAsync(office => office.WithheldAsync("m1", "2026-03", FundTown.At("2026-03-20")));
        await ProposeAsync(town, 2_000);

        var again = await ProposeAsync(town, 1_000, "second");
        var unknown = await ProposeAsync(town, 1_000, "third", posting: 99);

        Assert.Equal("fund.adjustment-known", again.Error!.Code);
        Assert.Equal("fund.posting-not-found", unknown.Error!.Code);
        Assert.Single((await town.Healthy.Adjustments.WaitingAsync(null, 10, default)).Items);
    }

    private static Task<Result<KnownAdjustment>> ProposeAsync(FundTown town, long right, string key = "first", long posting = 1) =>
        town.Healthy.Propose.ProposeAsync(
            "m1",
            new AdjustmentWish(posting, right, Reason),
            "officer-a",
            new CommandIdentity(key, key, ""),
            default
        );

    private static Task<Result<KnownAdjustment>> DecideAsync(FundTown town, KnownAdjustment proposed, string officer) =>
        town.Healthy.DecideAsync(proposed.State.Id, officer);

    private static async Task<IReadOnlyList<Posting>> PostingsAsync(FundTown town) =>
        [.. (await town.Healthy.Accounts.LedgerAsync("m1", 100, default)).Select(PostingEvents.Read).OfType<Posting>()];
}
