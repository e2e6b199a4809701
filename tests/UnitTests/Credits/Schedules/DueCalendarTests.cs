using System.Globalization;
using Serverless.App.Credits.Schedules;

namespace Serverless.UnitTests.Credits.Schedules;

public sealed class DueCalendarTests
{
    private static readonly DateOnly Disbursed = new(2026, 1, 15);

    [Theory]
    [InlineData(0, "2026-11-30")]
    [InlineData(1, "2026-12-31")]
    [InlineData(2, "2027-01-31")]
    [InlineData(3, "2027-02-28")]
    [InlineData(13, "2027-12-31")]
    [InlineData(14, "2028-01-31")]
    [InlineData(15, "2028-02-29")]
    public void D30_agreed_day_comes_back_in_every_month_that_has_it(int index, string due) =>
        Assert.Equal(Date(due), DueCalendar.Monthly(new(2026, 11, 30), 31).Due(Disbursed, index));

    // The first date stands as it was agreed, also when it is another day than that of the months after it.
    [Fact]
    public void D30_first_due_date_stands_as_it_was_agreed()
    {
        Assert.Equal(new(2026, 3, 20), DueCalendar.Monthly(new(2026, 3, 20), 10).Due(Disbursed, 0));
        Assert.Equal(new(2026, 4, 10), DueCalendar.Monthly(new(2026, 3, 20), 10).Due(Disbursed, 1));
        Assert.Equal(new(2026, 4, 20), DueCalendar.Monthly(new(2026, 3, 20)).Due(Disbursed, 1));
    }

    [Fact]
    public void D30_fixed_terms_count_from_the_money_or_from_the_first_date()
    {
        Assert.Equal([new(2026, 2, 14), new(2026, 3, 16)], Enumerable.Range(0, 2).Select(i => DueCalendar.Every(30).Due(Disbursed, i)));
        Assert.Equal(
            [new(2026, 3, 1), new(2026, 3, 31)],
            Enumerable.Range(0, 2).Select(i => DueCalendar.Every(30, new(2026, 3, 1)).Due(Disbursed, i))
        );
    }

    // 28 July, the holiday of these tests, is a Tuesday in 2026, a Saturday in 2029 and a Sunday in 2030.
    [Theory]
    [InlineData(NonWorkingDueDate.Unmoved, "2026-07-28", "2026-07-28")]
    [InlineData(NonWorkingDueDate.Unmoved, "2026-05-31", "2026-05-31")]
    [InlineData(NonWorkingDueDate.AfterSundayOrHoliday, "2026-07-28", "2026-07-29")]
    [InlineData(NonWorkingDueDate.AfterSundayOrHoliday, "2029-07-28", "2029-07-30")]
    [InlineData(NonWorkingDueDate.AfterSundayOrHoliday, "2030-07-28", "2030-07-29")]
    [InlineData(NonWorkingDueDate.AfterSundayOrHoliday, "2026-05-30", "2026-05-30")]
    [InlineData(NonWorkingDueDate.NextWorkingDay, "2026-05-30", "2026-06-01")]
    [InlineData(NonWorkingDueDate.NextWorkingDay, "2026-07-28", "2026-07-29")]
    [InlineData(NonWorkingDueDate.NextWorkingDay, "2026-07-27", "2026-07-27")]
    public void D30_payment_of_a_day_without_banks_moves_by_the_rule_of_the_product(object rule, string due, string payBy)
    {
        var calendar = DueCalendar.Every(30) with { NonWorking = (NonWorkingDueDate)rule };

        Assert.Equal(Date(payBy), calendar.PayBy(Date(due), CreditGen.Calendar));
    }

    [Theory]
    [InlineData(1, null, true)]
    [InlineData(0, null, false)]
    [InlineData(-1, null, false)]
    [InlineData(30, "2026-01-16", true)]
    [InlineData(30, "2026-01-15", false)]
    public void D30_fixed_terms_have_days_and_begin_after_the_money(int days, string? first, bool sound) =>
        Assert.Equal(sound, DueCalendar.Every(days, first is null ? null : Date(first)).IsSoundFrom(Disbursed));

    [Theory]
    [InlineData("2026-01-16", 1, true)]
    [InlineData("2026-01-16", 31, true)]
    [InlineData("2026-01-16", 0, false)]
    [InlineData("2026-01-16", 32, false)]
    [InlineData("2026-01-15", 15, false)]
    public void D30_fixed_dates_are_days_of_a_month_and_begin_after_the_money(string first, int day, bool sound) =>
        Assert.Equal(sound, DueCalendar.Monthly(Date(first), day).IsSoundFrom(Disbursed));

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
