using Serverless.App.Fund.Parameters;
using Serverless.Platform.Authentication;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Uit;

/// <summary>The tax unit of a year.</summary>
/// <param name="Source">The decree.</param>
internal sealed record UitYearView(int Year, long AmountCentimos, string Source)
{
    internal static UitYearView Of(UitYear year) => new(year.Year, new Money(year.Soles).Centimos, year.Source);
}

/// <summary>A year that waits for a second officer.</summary>
internal sealed record UitProposalView(string ProposalId, UitYearView Year, string ProposedBy, DateTimeOffset ProposedAt)
{
    internal static UitProposalView Of(UitProposal proposal) =>
        new(proposal.Id, UitYearView.Of(proposal.Year), proposal.ProposedBy, proposal.ProposedAt);
}

/// <summary>The tax units as officers see them.</summary>
/// <param name="Missing">This year has none: contributions wait and nothing is worked out in tax units.</param>
internal sealed record UitView(IReadOnlyList<UitYearView> Years, UitProposalView? Waiting, bool Missing)
{
    internal static UitView Of(UitBook book, DateOnly today) =>
        new(
            [.. UitRules.Years(book).Select(UitYearView.Of)],
            book.Waiting is { } waiting ? UitProposalView.Of(waiting) : null,
            !UitRules.InForce(book).At(today).IsSuccess
        );
}

/// <summary>Every year, and what waits.</summary>
internal sealed class GetUit(UitStore store, TimeProvider time)
{
    internal const string Route = "/backoffice/tax-units";

    internal static void Map(RouteGroupBuilder fund) =>
        fund.MapGet(Route, HandleAsync)
            .RequireStaff(FundModule.Desk.Owner)
            .WithSummary("Muestra la UIT de cada año y la que espera a una segunda persona.")
            .WithName("GetTaxUnits");

    private static Task<UitView> HandleAsync(GetUit slice, CancellationToken cancellation) => slice.GetAsync(cancellation);

    private async Task<UitView> GetAsync(CancellationToken cancellation) =>
        UitView.Of(await store.ReadAsync(cancellation), LimaTime.Today(time));
}
