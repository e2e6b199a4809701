namespace Serverless.Platform.Kernel;

/// <summary>
/// The clock of Lima: five hours behind UTC all year, no daylight saving since 1994. Instants are stored in UTC; due dates, working
/// days and schedules are Lima dates.
/// </summary>
public static class LimaTime
{
    /// <summary>Lima's distance from UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(-5);

    /// <summary>The same instant as a clock in Lima shows it.</summary>
    public static DateTimeOffset At(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The date in Lima at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary>Today in Lima.</summary>
    public static DateOnly Today(TimeProvider time) => DateOf(time.GetUtcNow());

    /// <summary>The instant, in UTC, at which a clock in Lima shows the date and time.</summary>
    public static DateTimeOffset Instant(DateOnly date, TimeOnly time = default) =>
        new DateTimeOffset(date.ToDateTime(time), Offset).ToUniversalTime();
}
