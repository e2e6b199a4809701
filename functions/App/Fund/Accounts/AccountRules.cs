using System.Globalization;
using Serverless.App.Fund.Messages;
using Serverless.App.Fund.Months;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Accounts;

/// <summary>An account after a decision, and what was posted.</summary>
internal sealed record AccountChange(IndividualAccount After, IReadOnlyList<Posting> Postings);

/// <summary>A month's contribution as it came to us.</summary>
/// <param name="Period">First day of the month it is for.</param>
/// <param name="Received">Day in Lima on which we were told.</param>
/// <param name="Source">The message or the line of a file.</param>
internal sealed record ContributionReceived(string MemberId, DateOnly Period, long Centimos, DateOnly Received, string Source);

/// <summary>How an account changes. Pure.</summary>
internal static class AccountRules
{
    /// <summary>Posts a contribution and opens the account with the first one.</summary>
    /// <returns>The change, <c>fund.contribution-invalid</c>, or <c>fund.contribution-repeated</c> when the month is paid for.</returns>
    internal static Result<AccountChange> Contribute(IndividualAccount? account, ContributionReceived received, FundParameters parameters)
    {
        if (received.Centimos <= 0 || received.Period.Day != 1 || !MonthSet.CanHold(received.Period))
        {
            return FundErrors.ContributionInvalid;
        }

        var valueOn = ContributionRules.ValueOn(received.Period, received.Received, parameters.CloseDay);
        var now = account ?? new IndividualAccount(received.MemberId, valueOn, MonthOf(valueOn).AddMonths(-1));
        if (MonthSet.Contains(now.PaidMonths.Span, received.Period))
        {
            return FundErrors.ContributionRepeated.With("period", PeriodOf(received.Period));
        }

        var after = now with
        {
            PaidMonths = MonthSet.With(now.PaidMonths.Span, received.Period),
            Contributions = now.Contributions + 1,
            FirstContribution = now.FirstContribution < received.Period ? now.FirstContribution : received.Period,
            LastContribution = now.LastContribution > received.Period ? now.LastContribution : received.Period,
            ParameterVersion = parameters.Version,
        };
        var entry = new Entry(PostingKind.Contribution, received.Period, received.Centimos, valueOn, received.Source);
        return Post(after, [entry], parameters.Version);
    }

    /// <summary>Posts what leaves or enters the account outside the monthly round. What was paid is posted even when it overdraws the account.</summary>
    internal static AccountChange Move(IndividualAccount account, IReadOnlyList<Entry> entries) =>
        Post(account, [.. entries.Where(entry => entry.Centimos != 0)], account.ParameterVersion);

    /// <summary>Closes every month up to <paramref name="through"/>, so that an account that a run has missed catches up.</summary>
    /// <returns>The change, without postings when there is nothing to close; a fault of the parameters.</returns>
    internal static Result<AccountChange> Close(
        IndividualAccount account,
        DateOnly through,
        string runId,
        Func<DateOnly, Result<FundParameters>> parametersOf
    )
    {
        var (now, posted) = (account, new List<Posting>());
        while (now.ClosedMonth < through && posted.Count < MostPostings)
        {
            var month = now.ClosedMonth.AddMonths(1);
            var parameters = parametersOf(month);
            if (parameters.Error is { } none)
            {
                return none;
            }

            var closed = CloseMonth(now, month, runId, parameters.Value);
            posted.AddRange(closed.Postings);
            now = closed.After;
        }

        return now == account
            ? new AccountChange(account, [])
            : new AccountChange(
                now with
                {
                    LastClose = new MonthClose(runId, SumOf(posted, PostingKind.Interest), SumOf(posted, PostingKind.Bonus)),
                },
                posted
            );
    }

    /// <summary>What fits beside state and marker into one batch of a hundred rows.</summary>
    private const int MostPostings = 90;

    private static AccountChange CloseMonth(IndividualAccount account, DateOnly month, string runId, FundParameters parameters)
    {
        var open = account.Open.FirstOrDefault(open => open.Month == month) ?? new OpenMonth(month, 0, 0);
        var before = new FundBalance(
            account.ClosedMonth,
            Money.FromCentimos(account.ClosedCentimos),
            Money.FromCentimos(account.QuarterCentimos)
        );
        var moved = new FundMoves(Money.FromCentimos(open.InCentimos), Money.FromCentimos(open.OutCentimos));
        var close = MonthCloseRules.Close(before, month, moved, parameters).Value;
        var lastDay = month.AddMonths(1).AddDays(-1);
        var entries = close
            .Postings.Where(posting => posting.Kind != PostingKind.Contribution)
            .Select(posting => new Entry(posting.Kind, month, posting.Amount.Centimos, lastDay, runId));
        var posted = Append(account, [.. entries], parameters.Version);
        return posted with
        {
            After = posted.After with
            {
                ClosedMonth = month,
                ClosedCentimos = close.After.Balance.Centimos,
                QuarterCentimos = close.After.QuarterBalance.Centimos,
                Open = [.. account.Open.Where(open => open.Month > month)],
                ParameterVersion = parameters.Version,
            },
        };
    }

    private static AccountChange Post(IndividualAccount account, IReadOnlyList<Entry> entries, string version)
    {
        // A month that is closed stays as it is: what comes too late counts from the first day that is open.
        var firstOpen = account.ClosedMonth.AddMonths(1);
        var dated = entries.Select(entry => entry.ValueOn < firstOpen ? entry with { ValueOn = firstOpen } : entry).ToList();
        var posted = Append(account, dated, version);
        return posted with { After = posted.After with { Open = dated.Aggregate(account.Open, Add) } };
    }

    private static AccountChange Append(IndividualAccount account, IReadOnlyList<Entry> entries, string version)
    {
        var balance = account.BalanceCentimos;
        var postings = entries
            .Select(entry => new Posting(
                entry.Kind,
                new PostingMade(account.Id, PeriodOf(entry.Month), entry.Centimos, entry.ValueOn, balance += entry.Centimos, entry.Source)
                {
                    ParameterVersion = version,
                }
            ))
            .ToList();
        return new AccountChange(account with { BalanceCentimos = balance }, postings);
    }

    private static IReadOnlyList<OpenMonth> Add(IReadOnlyList<OpenMonth> open, Entry entry)
    {
        var month = MonthOf(entry.ValueOn);
        var was = open.FirstOrDefault(known => known.Month == month) ?? new OpenMonth(month, 0, 0);
        var now = was with
        {
            InCentimos = was.InCentimos + Math.Max(0, entry.Centimos),
            OutCentimos = was.OutCentimos + Math.Max(0, -entry.Centimos),
        };
        return [.. open.Where(known => known.Month != month).Append(now).OrderBy(known => known.Month)];
    }

    private static long SumOf(IEnumerable<Posting> postings, PostingKind kind) =>
        postings.Where(posting => posting.Kind == kind).Sum(posting => posting.Made.AmountCentimos);

    internal static DateOnly MonthOf(DateOnly date) => new(date.Year, date.Month, 1);

    internal static string PeriodOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>An amount to post.</summary>
/// <param name="Month">First day of the month it is for.</param>
internal sealed record Entry(PostingKind Kind, DateOnly Month, long Centimos, DateOnly ValueOn, string Source);
