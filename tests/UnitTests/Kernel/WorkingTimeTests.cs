using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Kernel;

public sealed class WorkingTimeTests
{
    private static readonly WorkingCalendar Lima = new([
        Yearly("Fiestas Patrias", "07-28"),
        Yearly("Fiestas Patrias", "07-29"),
        Yearly("Batalla de Junín", "08-06") with
        {
            ValidFrom = new(2022, 7, 1),
        },
        new("Jueves Santo", "Ley", new(1990, 1, 1), null) { EasterOffset = -3 },
        new("Viernes Santo", "Ley", new(1990, 1, 1), null) { EasterOffset = -2 },
        new("Puente", "DS", new(2026, 1, 1), new(2026, 12, 31)) { Once = new(2026, 7, 27) },
    ]);

    private static HolidayRule Yearly(string name, string day) => new(name, "Ley", new(1990, 1, 1), null) { MonthDay = day };

    [Theory]
    [InlineData(2000, 4, 23)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2038, 4, 25)]
    public void Easter_falls_on_its_day(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), HolidayRule.Easter(year));

    [Theory]
    [InlineData(2026, 4, 1, true)]
    [InlineData(2026, 4, 2, false)]
    [InlineData(2026, 4, 3, false)]
    [InlineData(2026, 7, 27, false)]
    [InlineData(2026, 7, 28, false)]
    [InlineData(2027, 7, 27, true)]
    [InlineData(2021, 8, 6, true)]
    [InlineData(2026, 8, 6, false)]
    [InlineData(2026, 8, 8, false)]
    [InlineData(2026, 8, 9, false)]
    public void Day_is_worked_as_the_table_of_its_year_says(int year, int month, int day, bool worked) =>
        Assert.Equal(worked, Lima.IsWorkingDay(new(year, month, day)));

    [Fact]
    public void Next_working_day_skips_weekend_bridge_and_holidays()
    {
        Assert.Equal(new DateOnly(2026, 7, 30), Lima.NextWorkingDay(new(2026, 7, 24)));
        Assert.Equal(new DateOnly(2026, 7, 30), Lima.OnOrAfter(new(2026, 7, 25)));
        Assert.Equal(new DateOnly(2026, 7, 24), Lima.OnOrAfter(new(2026, 7, 24)));
    }

    [Fact]
    public void Adding_working_days_is_the_inverse_of_counting_them()
    {
        var start = new DateOnly(2026, 7, 20);

        for (var days = 0; days < 60; days++)
        {
            Assert.Equal(days, Lima.WorkingDaysBetween(start, Lima.AddWorkingDays(start, days)));
        }
    }

    [Fact]
    public void Sla_of_fifteen_days_ends_on_the_fifteenth_working_day()
    {
        var clock = new SlaClock(new(2026, 7, 20), 15);

        Assert.Equal(new DateOnly(2026, 8, 14), clock.DueDate(Lima));
        Assert.Equal(new DateOnly(2026, 8, 4), clock.DateOfPercent(Lima, 50));
        Assert.Equal(new DateOnly(2026, 8, 11), clock.DateOfPercent(Lima, 80));
        Assert.False(clock.IsBreached(Lima, new(2026, 8, 14)));
        Assert.True(clock.IsBreached(Lima, new(2026, 8, 17)));
    }

    [Fact]
    public void Sla_paused_stands_still_and_moves_its_due_date()
    {
        var clock = new SlaClock(new(2026, 5, 4), 5).Pause(new(2026, 5, 6)).Value;

        Assert.True(clock.IsPaused);
        Assert.Null(clock.DueDate(Lima));
        Assert.Equal(2, clock.Elapsed(Lima, new(2026, 5, 29)));

        var resumed = clock.Resume(new(2026, 5, 13)).Value;

        Assert.Equal(2, resumed.Elapsed(Lima, new(2026, 5, 13)));
        Assert.Equal(new DateOnly(2026, 5, 18), resumed.DueDate(Lima));
        Assert.Equal(5, resumed.Elapsed(Lima, new(2026, 5, 18)));
        Assert.Equal(new DateOnly(2026, 5, 5), resumed.DateOfPercent(Lima, 20));
    }

    [Fact]
    public void Sla_moves_out_of_order_are_refused()
    {
        var clock = new SlaClock(new(2026, 5, 4), 5);
        var paused = clock.Pause(new(2026, 5, 6)).Value;

        Assert.Equal("platform.sla-out-of-order", clock.Pause(new(2026, 5, 3)).Error?.Code);
        Assert.Equal("platform.sla-not-paused", clock.Resume(new(2026, 5, 6)).Error?.Code);
        Assert.Equal("platform.sla-paused-already", paused.Pause(new(2026, 5, 7)).Error?.Code);
        Assert.Equal("platform.sla-out-of-order", paused.Resume(new(2026, 5, 5)).Error?.Code);
        Assert.Equal("platform.sla-out-of-order", paused.Resume(new(2026, 5, 8)).Value.Pause(new(2026, 5, 7)).Error?.Code);
    }

    [Theory]
    [InlineData("2026-03-01T04:59:59Z", "2026-02-28")]
    [InlineData("2026-03-01T05:00:00Z", "2026-03-01")]
    [InlineData("2026-03-01T23:30:00-05:00", "2026-03-01")]
    public void Lima_date_changes_at_five_in_UTC(string instant, string date)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(instant, null));

        Assert.Equal(DateOnly.Parse(date, null), LimaTime.Today(time));
    }

    [Fact]
    public void Lima_midnight_is_five_in_UTC() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 5, 0, 0, TimeSpan.Zero), LimaTime.Instant(new(2026, 3, 1)));
}
