namespace Serverless.Platform.Kernel;

/// <summary>
/// One line of the holiday table: every year on a day of the calendar, every year so many days from Easter Sunday, or once. Loaded
/// as data, with the law that made it and the years it is in force.
/// </summary>
/// <param name="Name">What is celebrated, in Spanish.</param>
/// <param name="Source">Law or decree.</param>
/// <param name="ValidFrom">First day on which the rule counts.</param>
/// <param name="ValidTo">Last day on which it counts; null while it is in force.</param>
public sealed record HolidayRule(string Name, string Source, DateOnly ValidFrom, DateOnly? ValidTo)
{
    /// <summary>Month and day (<c>MM-dd</c>) of a holiday that comes every year on the same day.</summary>
    public string? MonthDay { get; init; }

    /// <summary>Days from Easter Sunday of a holiday that moves: −3 is Holy Thursday.</summary>
    public int? EasterOffset { get; init; }

    /// <summary>The date of a day declared non-working once, as bridge days of the public sector are.</summary>
    public DateOnly? Once { get; init; }

    internal DateOnly? In(int year)
    {
        var date =
            MonthDay is { } day ? DateOnly.ParseExact($"{year:D4}-{day}", "yyyy-MM-dd", null)
            : EasterOffset is { } offset ? Easter(year).AddDays(offset)
            : Once?.Year == year ? Once
            : null;
        return date >= ValidFrom && (ValidTo is not { } last || date <= last) ? date : null;
    }

    /// <summary>Easter Sunday by the Gregorian rule (Meeus, Jones and Butcher).</summary>
    internal static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var inCentury = year % 100;
        var shift = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - shift + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (inCentury / 4)) - epact - (inCentury % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * weekday)) / 451;
        var days = epact + weekday - (7 * correction) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }
}
