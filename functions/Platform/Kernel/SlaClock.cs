using System.Collections.Immutable;

namespace Serverless.Platform.Kernel;

/// <summary>A time during which a deadline does not run; without an end it still stands.</summary>
/// <param name="From">The day of the pause; it still counts.</param>
/// <param name="Until">The day of the resumption; counting goes on with the next working day.</param>
public sealed record SlaPause(DateOnly From, DateOnly? Until);

/// <summary>
/// A deadline in working days. Counting starts with the working day after the start and stands still while paused. A value: pausing
/// and resuming give a new clock, so a breach is never edited away, only followed by later events.
/// </summary>
/// <param name="Start">The day on which the matter was received, Lima time.</param>
/// <param name="WorkingDays">How many working days it may take.</param>
public sealed record SlaClock(DateOnly Start, int WorkingDays)
{
    /// <summary>The shares of the time at which someone is told.</summary>
    public static readonly ImmutableArray<int> AlertPercents = [50, 80, 100];

    public ImmutableArray<SlaPause> Pauses { get; init; } = [];

    public bool IsPaused => Pauses is [.., { Until: null }];

    /// <returns>The paused clock, or <c>platform.sla-paused-already</c>, <c>platform.sla-out-of-order</c>.</returns>
    public Result<SlaClock> Pause(DateOnly date) =>
        IsPaused ? Error.Conflict("platform.sla-paused-already")
        : date < (Pauses is [.., var last] ? last.Until : Start) ? Error.Invalid("platform.sla-out-of-order")
        : this with { Pauses = Pauses.Add(new SlaPause(date, null)) };

    /// <returns>The running clock, or <c>platform.sla-not-paused</c>, <c>platform.sla-out-of-order</c>.</returns>
    public Result<SlaClock> Resume(DateOnly date) =>
        Pauses is not [.., { Until: null } open] ? Error.Conflict("platform.sla-not-paused")
        : date < open.From ? Error.Invalid("platform.sla-out-of-order")
        : this with { Pauses = Pauses.SetItem(Pauses.Length - 1, open with { Until = date }) };

    /// <summary>Working days used at the end of a date.</summary>
    public int Elapsed(WorkingCalendar calendar, DateOnly date)
    {
        var used = calendar.WorkingDaysBetween(Start, date);
        foreach (var pause in Pauses)
        {
            var end = pause.Until is { } until && until < date ? until : date;
            used -= calendar.WorkingDaysBetween(pause.From, end);
        }

        return used;
    }

    /// <summary>Whether more working days are used than allowed.</summary>
    public bool IsBreached(WorkingCalendar calendar, DateOnly date) => Elapsed(calendar, date) > WorkingDays;

    /// <summary>The last day on which the matter is in time; null while the clock is paused.</summary>
    public DateOnly? DueDate(WorkingCalendar calendar) => DateOfPercent(calendar, 100);

    /// <summary>
    /// The working day at whose end the given share of the time is used, counted up to a whole day; null when a pause that still
    /// stands comes before it.
    /// </summary>
    public DateOnly? DateOfPercent(WorkingCalendar calendar, int percent)
    {
        var wanted = ((WorkingDays * percent) + 99) / 100;
        var date = Start;
        foreach (var pause in Pauses)
        {
            var before = calendar.WorkingDaysBetween(date, pause.From);
            if (before >= wanted)
            {
                break;
            }

            if (pause.Until is not { } until)
            {
                return null;
            }

            wanted -= before;
            date = until;
        }

        return calendar.AddWorkingDays(date, wanted);
    }
}
