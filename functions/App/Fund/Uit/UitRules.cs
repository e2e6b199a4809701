using System.Globalization;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Uit;

/// <summary>
/// How the tax unit of a new year comes in: one officer proposes what the decree says, another one publishes it (domain.md §1.3; §5.2
/// rule 4). Years follow each other, and one that has a value keeps it: benefits and contributions were worked out with it. Pure.
/// </summary>
internal static class UitRules
{
    internal const string Proposer = "proposer";
    internal const string Approver = "approver";
    private const decimal Most = 1_000_000m;

    /// <summary>Every year with a value, oldest first; what officers entered stands before what a release ships.</summary>
    internal static IReadOnlyList<UitYear> Years(UitBook book) =>
        [.. book.Years.Concat(UitTable.ShippedYears()).DistinctBy(year => year.Year).OrderBy(year => year.Year)];

    internal static EffectiveDated<Money> InForce(UitBook book) => UitTable.Of(Years(book)).Value;

    /// <returns>The book with what waits, <c>fund.tax-unit-waiting</c>, or what <see cref="Check"/> says.</returns>
    internal static Result<UitBook> Propose(UitBook book, UitProposal proposal, DateOnly today) =>
        book.Waiting is not null
            ? FundErrors.TaxUnitWaiting
            : Check(book, proposal.Year, today).Then<UitBook>(_ => book with { Waiting = proposal });

    /// <summary>The second officer; the year is checked again.</summary>
    /// <returns>The book with the year, <c>fund.tax-unit-not-found</c>, or <c>platform.duties-not-separate</c>.</returns>
    internal static Result<UitBook> Publish(UitBook book, string proposalId, string officer, DateOnly today) =>
        Find(book, proposalId)
            .Then(proposal =>
                SeparationOfDuties
                    .Check([new Duty(Proposer, proposal.ProposedBy)], new Duty(Approver, officer))
                    .Then(_ => Check(book, proposal.Year, today))
                    .Then<UitBook>(_ => book with { Years = book.Years.Add(proposal.Year), Waiting = null })
            );

    /// <summary>Either officer may take it back.</summary>
    internal static Result<UitBook> Reject(UitBook book, string proposalId) =>
        Find(book, proposalId).Then<UitBook>(_ => book with { Waiting = null });

    internal static Result<UitProposal> Find(UitBook book, string proposalId) =>
        book.Waiting is { } waiting && waiting.Id == proposalId ? waiting : FundErrors.TaxUnitNotFound;

    /// <summary>The year after the last one, this one or the next at most: the decree of a year comes at the end of the one before.</summary>
    private static Result<Done> Check(UitBook book, UitYear year, DateOnly today)
    {
        if (year.Soles is <= 0m or > Most || decimal.Round(year.Soles, 2) != year.Soles || year.Source is not { Length: >= 5 and <= 300 })
        {
            return FundErrors.TaxUnitInvalid;
        }

        var expected = Years(book)[^1].Year + 1;
        return year.Year != expected ? FundErrors.TaxUnitYear.With("expected", Text(expected))
            : expected > today.Year + 1 ? FundErrors.TaxUnitEarly.With("year", Text(expected)).With("before", Text(expected - 1))
            : Done.Value;
    }

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}
