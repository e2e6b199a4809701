using Serverless.App.Fund.Accounts;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Controls;

/// <summary>What was posted to all accounts together, added up from what caused it: files, runs, messages. The accounts must say the same.</summary>
internal sealed record ControlSums(long ContributionCentimos, long InterestCentimos, long BonusCentimos, long OtherCentimos)
{
    internal static readonly ControlSums None = new(0, 0, 0, 0);

    /// <summary>What the balances of all accounts add up to.</summary>
    internal long Total => ContributionCentimos + InterestCentimos + BonusCentimos + OtherCentimos;

    internal static ControlSums Of(IEnumerable<Posting> postings) =>
        postings.Aggregate(None, (sums, posting) => sums.Plus(Of(posting.Kind, posting.Made.AmountCentimos)));

    internal static ControlSums Of(PostingKind kind, long centimos) =>
        kind switch
        {
            PostingKind.Contribution => None with { ContributionCentimos = centimos },
            PostingKind.Interest => None with { InterestCentimos = centimos },
            PostingKind.Bonus => None with { BonusCentimos = centimos },
            _ => None with { OtherCentimos = centimos },
        };

    internal ControlSums Plus(ControlSums more) =>
        new(
            ContributionCentimos + more.ContributionCentimos,
            InterestCentimos + more.InterestCentimos,
            BonusCentimos + more.BonusCentimos,
            OtherCentimos + more.OtherCentimos
        );
}

/// <summary>The control totals as one read saw them.</summary>
/// <param name="Version">Changes with every addition: tells whether anything was posted in between.</param>
internal sealed record ControlReading(ControlSums Sums, string Version);

/// <summary>Keeps the control totals: one row that a cause is added to after the accounts that it posted to, once.</summary>
internal sealed class ControlTotals(AggregateStore store, CommandRunner runner)
{
    private const string Id = "control-totals";
    private static readonly AggregateKind<ControlSums> Kind = new(FundModule.Table, "fund.control", FundJson.Default.ControlSums);

    internal async Task<ControlReading> ReadAsync(CancellationToken cancellation)
    {
        var now = await store.ReadAsync(Kind, Id, cancellation);
        return new ControlReading(now.State ?? ControlSums.None, now.ETag ?? "");
    }

    /// <param name="cause">What posted: added again it changes nothing.</param>
    internal async Task<Result<Done>> AddAsync(string cause, ControlSums sums, CancellationToken cancellation)
    {
        if (sums == ControlSums.None)
        {
            return Done.Value;
        }

        var added = await runner.RunAsync(
            Kind,
            Id,
            new CommandIdentity(cause, cause, ""),
            before => new Commit<ControlSums>((before.State ?? ControlSums.None).Plus(sums)),
            cancellation
        );
        return added.Then<Done>(_ => Done.Value);
    }
}
