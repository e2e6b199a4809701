using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Schedules;

/// <summary>When a payment may be made whose due date is no banking day. Interest always runs to the nominal date (domain.md §2.2).</summary>
internal enum NonWorkingDueDate
{
    /// <summary>On the due date all the same.</summary>
    Unmoved,

    /// <summary>A Sunday or holiday moves to the next day that is neither.</summary>
    AfterSundayOrHoliday,

    /// <summary>A Saturday, Sunday or holiday moves to the next working day.</summary>
    NextWorkingDay,
}

/// <summary>
/// When instalments fall due: every so many days (plazo fijo) or on the same day of each month (fecha fija). A day that a month does
/// not have falls on its last day.
/// </summary>
internal sealed record DueCalendar
{
    private DueCalendar() { }

    /// <summary>The first due date; null for one step after the disbursement.</summary>
    public DateOnly? First { get; private init; }

    /// <summary>Days between due dates; null for the same day of each month.</summary>
    public int? EveryDays { get; private init; }

    /// <summary>The day of the month; 29 to 31 move to the last day of a shorter month.</summary>
    public int DayOfMonth { get; private init; }

    /// <summary>What happens to due dates on which no bank works.</summary>
    public NonWorkingDueDate NonWorking { get; init; } = NonWorkingDueDate.AfterSundayOrHoliday;

    /// <summary>Plazo fijo: every so many days, thirty by custom.</summary>
    public static DueCalendar Every(int days, DateOnly? first = null) => new() { EveryDays = days, First = first };

    /// <summary>Fecha fija: the same day each month, beginning with the first due date.</summary>
    /// <param name="first">The first due date.</param>
    /// <param name="dayOfMonth">The agreed day when the first month does not have it; otherwise the first date's day.</param>
    public static DueCalendar Monthly(DateOnly first, int? dayOfMonth = null) =>
        new() { First = first, DayOfMonth = dayOfMonth ?? first.Day };

    /// <summary>The due date of an instalment, counted from 0.</summary>
    public DateOnly Due(DateOnly disbursed, int index)
    {
        if (EveryDays is { } days)
        {
            return (First ?? disbursed.AddDays(days)).AddDays(days * index);
        }

        var first = First ?? disbursed.AddMonths(1);
        if (index == 0)
        {
            return first;
        }

        var (year, month) = Math.DivRem((first.Year * 12) + first.Month - 1 + index, 12);
        return new(year, month + 1, Math.Min(DayOfMonth, DateTime.DaysInMonth(year, month + 1)));
    }

    /// <summary>Until when the payment of a due date is accepted.</summary>
    public DateOnly PayBy(DateOnly due, WorkingCalendar calendar)
    {
        if (NonWorking == NonWorkingDueDate.NextWorkingDay)
        {
            return calendar.OnOrAfter(due);
        }

        while (NonWorking == NonWorkingDueDate.AfterSundayOrHoliday && (due.DayOfWeek == DayOfWeek.Sunday || calendar.IsHoliday(due)))
        {
            due = due.AddDays(1);
        }

        return due;
    }

    /// <summary>Whether it can give due dates after a disbursement.</summary>
    public bool IsSoundFrom(DateOnly disbursed) =>
        (First is not { } first || first > disbursed)
        && (EveryDays is { } days ? days > 0 : DayOfMonth is >= 1 and <= 31 && First is not null);
}
