using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Kernel;

public sealed class EffectiveDatedTests
{
    private static readonly EffectiveValue<int> Year2025 = new(5350, new(2025, 1, 1), new(2025, 12, 31), "DS 260-2024-EF");
    private static readonly EffectiveValue<int> Year2026 = new(5500, new(2026, 1, 1), new(2026, 12, 31), "DS 301-2025-EF");

    [Fact]
    public void At_gives_the_value_of_the_day_whatever_the_order_of_the_rows()
    {
        var table = EffectiveDated<int>.Create([Year2026, Year2025]).Value;

        Assert.Equal(5350, table.At(new(2025, 12, 31)).Value);
        Assert.Equal(5500, table.At(new(2026, 1, 1)).Value);
        Assert.Equal("DS 301-2025-EF", table.RowAt(new(2026, 12, 31)).Value.Source);
    }

    [Theory]
    [InlineData(2024, 12, 31)]
    [InlineData(2027, 1, 1)]
    public void At_a_day_without_value_says_so(int year, int month, int day)
    {
        var table = EffectiveDated<int>.Create([Year2025, Year2026]).Value;

        var result = table.At(new(year, month, day));

        Assert.Equal("platform.effective-none-on-date", result.Error?.Code);
    }

    [Fact]
    public void At_long_after_an_open_row_gives_it()
    {
        var table = EffectiveDated<int>.Create([Year2025, Year2026 with { ValidTo = null }]).Value;

        Assert.Equal(5500, table.At(new(2099, 1, 1)).Value);
    }

    public static TheoryData<EffectiveValue<int>[], string> Wrong =>
        new()
        {
            { [], "platform.effective-empty" },
            { [Year2025, Year2026 with { ValidFrom = new(2026, 1, 2) }], "platform.effective-gap" },
            { [Year2025, Year2026 with { ValidFrom = new(2025, 12, 31) }], "platform.effective-overlap" },
            { [Year2025 with { ValidTo = null }, Year2026], "platform.effective-overlap" },
            { [Year2025 with { ValidTo = new(2024, 12, 31) }], "platform.effective-reversed" },
            { [Year2025 with { Source = " " }], "platform.effective-source-missing" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_refuses_rows_that_leave_a_day_without_exactly_one_value(EffectiveValue<int>[] rows, string code) =>
        Assert.Equal(code, EffectiveDated<int>.Create(rows).Error?.Code);

    [Fact]
    public void Range_holds_both_its_ends()
    {
        var january = DateRange.Create(new(2026, 1, 1), new(2026, 1, 31)).Value;

        Assert.Equal(31, january.Days);
        Assert.True(january.Contains(new(2026, 1, 1)) && january.Contains(new(2026, 1, 31)));
        Assert.False(january.Contains(new(2025, 12, 31)) || january.Contains(new(2026, 2, 1)));
    }

    [Fact]
    public void Range_that_is_open_never_ends()
    {
        var open = DateRange.Open(new(2026, 1, 1));

        Assert.True(open.Contains(new(2999, 1, 1)));
        Assert.Null(open.Days);
        Assert.True(open.Overlaps(DateRange.Create(new(2020, 1, 1), new(2026, 1, 1)).Value));
        Assert.False(open.Overlaps(DateRange.Create(new(2020, 1, 1), new(2025, 12, 31)).Value));
    }

    [Fact]
    public void Range_that_ends_before_it_begins_is_refused() =>
        Assert.Equal("platform.date-range-reversed", DateRange.Create(new(2026, 1, 2), new(2026, 1, 1)).Error?.Code);
}
