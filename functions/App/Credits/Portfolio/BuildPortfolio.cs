using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Credits.Loans;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Credits.Portfolio;

/// <summary>The loan book as officers read it.</summary>
/// <param name="MeanAppPercent">Mean of the months (row D33).</param>
/// <param name="Years">The same year by year, with the board's targets.</param>
internal sealed record PortfolioView(
    PortfolioPart Book,
    IReadOnlyList<ChannelShare> AppShares,
    decimal MeanAppPercent,
    IReadOnlyList<YearShare> Years
);

/// <summary>
/// Adds the loan book up each night, shard by shard of the roster, and holds every balance against its ledger (row D52). A shard that was
/// added up is kept: whatever ends a run early, the next one goes on behind it, and the same day comes to the same figures.
/// </summary>
internal sealed class BuildPortfolio(
    LoanStore loans,
    Rosters rosters,
    WorkFiles work,
    [FromKeyedServices(CreditsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    /// <summary>A loan says another balance than its own ledger.</summary>
    private static readonly Error BalanceDiffers = Error.Conflict("credits.balance-differs");

    private const int AtOnce = 16;
    private const string Latest = "credits/portfolio/latest";
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(4);

    internal static void Map(RouteGroupBuilder credits) =>
        credits
            .MapGet("/backoffice/portfolio", HandleAsync)
            .RequireStaff("credit-manager")
            .WithSummary("Muestra la cartera: saldos, colocaciones y mora de anoche.")
            .WithName("GetPortfolio");

    private static async Task<Results<Ok<PortfolioView>, ProblemResult>> HandleAsync(
        BuildPortfolio slice,
        CancellationToken cancellation
    ) => (await slice.ReadAsync(cancellation)).ToOk();

    internal async Task<Result<PortfolioView>> ReadAsync(CancellationToken cancellation)
    {
        if (await FindAsync(Latest, cancellation) is not { } book)
        {
            return Error.NotFound("credits.portfolio-none");
        }

        var shares = PortfolioRules.Shares(book.Placements);
        return new PortfolioView(book, shares, PortfolioRules.Mean(shares), PortfolioRules.Years(shares));
    }

    internal async Task RunAsync(CancellationToken cancellation)
    {
        var began = time.GetUtcNow();
        var today = LimaTime.DateOf(began);
        if (await FindAsync(Latest, cancellation) is { } latest && latest.On == today)
        {
            return;
        }

        var parts = new List<PortfolioPart>(Rosters.Shards);
        for (var shard = 0; shard < Rosters.Shards; shard++)
        {
            if (time.GetUtcNow() - began > Turn)
            {
                return;
            }

            parts.Add(await ShardAsync(today, shard, cancellation));
        }

        foreach (var difference in parts.SelectMany(part => part.Differences))
        {
            await ComplainAsync(difference, today, cancellation);
        }

        await PutAsync(Latest, PortfolioRules.Sum(today, parts), cancellation);
        await work.RemoveAllAsync(Folder(today), cancellation);
    }

    private Task<string> ComplainAsync(LedgerDifference difference, DateOnly day, CancellationToken cancellation)
    {
        var facts = new Dictionary<string, string>
        {
            ["loan"] = difference.LoanId,
            ["balanceCentimos"] = difference.BalanceCentimos.ToString(CultureInfo.InvariantCulture),
            ["ledgerCentimos"] = difference.LedgerCentimos.ToString(CultureInfo.InvariantCulture),
        };
        var subject = string.Create(CultureInfo.InvariantCulture, $"{difference.LoanId}|{day:yyyy-MM-dd}");
        return desk.OpenAsync(new Difference(BalanceDiffers.Code, subject, time.GetUtcNow()) { Facts = facts }, cancellation);
    }

    private async Task<PortfolioPart> ShardAsync(DateOnly today, int shard, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Folder(today)}{shard:D2}");
        if (await FindAsync(name, cancellation) is { } known)
        {
            return known;
        }

        var read = new List<(Loan, Money)>();
        foreach (var some in (await rosters.ReadShardAsync(LoanStore.Roster, shard, cancellation)).Chunk(AtOnce))
        {
            var found = await Task.WhenAll(some.Select(id => BalanceAsync(id, cancellation)));
            read.AddRange(found.OfType<(Loan, Money)>());
        }

        var part = PortfolioRules.Of(today, read);
        await PutAsync(name, part, cancellation);
        return part;
    }

    /// <summary>A loan with what its ledger says is owed; null for an id whose loan never came to be.</summary>
    private async Task<(Loan Loan, Money Ledger)?> BalanceAsync(string loanId, CancellationToken cancellation)
    {
        if (await loans.FindAsync(loanId, cancellation) is not { } loan)
        {
            return null;
        }

        var ledger = await loans.LedgerAsync(loanId, cancellation);
        return (loan, -Money.Sum(ledger.Select(line => line.Parts.Principal)));
    }

    private Task<PortfolioPart?> FindAsync(string name, CancellationToken cancellation) =>
        work.FindAsync(name, CreditsJson.Default.PortfolioPart, cancellation);

    private Task PutAsync(string name, PortfolioPart part, CancellationToken cancellation) =>
        work.PutAsync(name, part, CreditsJson.Default.PortfolioPart, cancellation);

    private static string Folder(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"credits/portfolio/{day:yyyy-MM-dd}/");
}
