using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Kernel;

public sealed class HolidayTableTests
{
    [Fact]
    public void Shipped_table_has_the_sixteen_holidays_of_2026()
    {
        var calendar = new WorkingCalendar(HolidayTable.Shipped());
        var days = Enumerable.Range(0, 365).Select(day => new DateOnly(2026, 1, 1).AddDays(day)).Where(calendar.IsHoliday);

        Assert.Equal(
            "01-01 04-02 04-03 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25",
            string.Join(' ', days.Select(day => day.ToString("MM-dd", null)))
        );
    }
}
