using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Serverless.Platform.Kernel;

/// <summary>
/// Which days are worked in Lima: Monday to Friday without the holidays of the loaded table. Holds no holiday of its own.
/// </summary>
public sealed class WorkingCalendar(IReadOnlyList<HolidayRule> holidays)
{
    private readonly ConcurrentDictionary<int, FrozenSet<DateOnly>> _byYear = new();

    public bool IsHoliday(DateOnly date) =>
        (_byYear.TryGetValue(date.Year, out var known) ? known : _byYear.GetOrAdd(date.Year, DatesOf)).Contains(date);

    public bool IsWorkingDay(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(date);

    /// <summary>The date itself when it is worked, else the first worked day after it.</summary>
    public DateOnly OnOrAfter(DateOnly date)
    {
        while (!IsWorkingDay(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }

    /// <summary>The first worked day after the date.</summary>
    public DateOnly NextWorkingDay(DateOnly date) => OnOrAfter(date.AddDays(1));

    /// <summary>The nth worked day after the date; the date itself never counts (deadlines run from the next working day).</summary>
    public DateOnly AddWorkingDays(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        for (; days > 0; days--)
        {
            date = NextWorkingDay(date);
        }

        return date;
    }

    /// <summary>Worked days after the first date up to and including the second; 0 when the second is not later.</summary>
    public int WorkingDaysBetween(DateOnly after, DateOnly until)
    {
        var count = 0;
        for (var date = after.AddDays(1); date <= until; date = date.AddDays(1))
        {
            count += IsWorkingDay(date) ? 1 : 0;
        }

        return count;
    }

    private FrozenSet<DateOnly> DatesOf(int year) => holidays.Select(rule => rule.In(year)).OfType<DateOnly>().ToFrozenSet();
}
