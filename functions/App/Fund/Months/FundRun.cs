using Serverless.App.Fund.Controls;

namespace Serverless.App.Fund.Months;

/// <summary>What a run does with every account.</summary>
internal enum FundRunKind
{
    /// <summary>Posts interest and bonus of a month.</summary>
    Close,

    /// <summary>Adds up the postings and compares with the balance.</summary>
    Check,
}

/// <summary>One job over all accounts; its state is its cursor (decision 16).</summary>
/// <param name="Id"><c>close-2026-11</c>, <c>check-2026-11-22</c>: a run of a day or month is made once.</param>
/// <param name="Month">First day of the month to close; of the month of the check.</param>
internal sealed record FundRun(string Id, FundRunKind Kind, DateOnly Month, DateTimeOffset StartedAt)
{
    /// <summary>Shard of the roster, and the last account that is done in it.</summary>
    public int Shard { get; init; }

    public string After { get; init; } = "";

    public int Slices { get; init; }

    public long Accounts { get; init; }

    /// <summary>What was posted, or for a check what the accounts hold.</summary>
    public ControlSums Sums { get; init; } = ControlSums.None;

    /// <summary>The part of <see cref="Sums"/> that the last slice brought: the control totals get it after the commit.</summary>
    public ControlSums LastSlice { get; init; } = ControlSums.None;

    /// <summary>Accounts whose postings do not add up to their balance.</summary>
    public int Differences { get; init; }

    /// <summary>The control totals' version when the check began.</summary>
    public string ControlVersion { get; init; } = "";

    /// <summary>Whether accounts and control totals agree; null before the end, and when something was posted meanwhile.</summary>
    public bool? Agrees { get; init; }

    public long ControlCentimos { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>A step of a run.</summary>
internal sealed record FundRunMoved(string RunId, long Accounts);

/// <summary>What a slice came to.</summary>
/// <param name="After">Null when the shard is done.</param>
internal sealed record RunSlice(string? After, int Accounts, ControlSums Sums, int Differences);

/// <summary>The order of a run's steps. Pure.</summary>
internal static class FundRunRules
{
    internal static FundRun Advance(FundRun run, RunSlice slice, int shards, DateTimeOffset now)
    {
        var shard = slice.After is null ? run.Shard + 1 : run.Shard;
        return run with
        {
            Shard = shard,
            After = slice.After ?? "",
            Slices = run.Slices + 1,
            Accounts = run.Accounts + slice.Accounts,
            Sums = run.Sums.Plus(slice.Sums),
            LastSlice = slice.Sums,
            Differences = run.Differences + slice.Differences,
            FinishedAt = shard == shards ? now : null,
        };
    }

    /// <summary>The last month that may be closed on a day.</summary>
    internal static DateOnly LastToClose(DateOnly today, int closeDay) =>
        new DateOnly(today.Year, today.Month, 1).AddMonths(today.Day >= closeDay ? -1 : -2);
}
