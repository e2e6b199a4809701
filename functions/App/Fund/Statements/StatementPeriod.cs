using System.Globalization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Statements;

/// <summary>The months that a statement is asked for, as the query has them: <c>?from=2026-01&amp;to=2026-12</c>.</summary>
internal readonly record struct StatementPeriod(DateOnly From, DateOnly To)
{
    private static readonly DateOnly Beginning = new(1965, 12, 1);

    /// <summary>Without <paramref name="from"/> since the fund began, without <paramref name="to"/> until the end of this month.</summary>
    /// <returns>The first and last day, or <c>fund.period-invalid</c>.</returns>
    internal static Result<StatementPeriod> Of(string? from, string? to, DateOnly today)
    {
        var first = from is null ? Beginning : Month(from);
        var last = to is null ? new DateOnly(today.Year, today.Month, 1) : Month(to);
        return first is { } begin && last is { } end && begin <= end && end.Year < 9999
            ? new StatementPeriod(begin, end.AddMonths(1).AddDays(-1))
            : FundErrors.PeriodInvalid;
    }

    /// <summary>For a statement of everything: from the month of the first posting, or a page begins with sixty empty years.</summary>
    internal StatementPeriod NotBefore(DateOnly firstPosting)
    {
        var month = new DateOnly(firstPosting.Year, firstPosting.Month, 1);
        return month > From && month <= To ? this with { From = month } : this;
    }

    private static DateOnly? Month(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
