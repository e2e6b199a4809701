using CsCheck;
using Serverless.App.Fund.Contributions;
using Serverless.Platform.Files;

namespace Serverless.UnitTests.Fund;

/// <summary>Lines of a payroll's file (docs/ports/contributions.md): money follows from them, so nothing is guessed.</summary>
public sealed class ContributionLayoutTests
{
    [Theory]
    [InlineData("UGEL-01", "2026-12", "7", true)]
    [InlineData("A", "2026-12", "1", true)]
    [InlineData("ABCDEFGHIJ-9", "2026-12", "2147483647", true)]
    [InlineData("", "2026-12", "7", false)]
    [InlineData("ABCDEFGHIJ-90", "2026-12", "7", false)]
    [InlineData("ugel-01", "2026-12", "7", false)]
    [InlineData("UGEL 01", "2026-12", "7", false)]
    [InlineData("UGEL-01", "2026-13", "7", false)]
    [InlineData("UGEL-01", "2026-1", "7", false)]
    [InlineData("UGEL-01", "2026-12", "0", false)]
    [InlineData("UGEL-01", "2026-12", "-7", false)]
    [InlineData("UGEL-01", "2026-12", "2147483648", false)]
    public void D01_header_names_UGEL_month_and_number_or_nothing(string ugel, string month, string number, bool good)
    {
        var header = ContributionLayout.Header(["H", "APORTES", "1", ugel, month, number]);

        Assert.Equal(good, header is not null);
        Assert.True(header is null || header == (ugel, new DateOnly(2026, 12, 1), int.Parse(number, null)));
    }

    [Fact]
    public void D01_file_of_contributions_says_what_it_is_and_names_nothing_before_it_is_read()
    {
        var file = new ContributionFile("f1", "", 0, default);

        Assert.True(ContributionLayout.Frame.IsHeader(Record("H,APORTES,1,UGEL-01,2026-12,7")));
        Assert.False(ContributionLayout.Frame.IsHeader(Record("H,PAGOS,1,UGEL-01,2026-12,7")));
        Assert.Equal(("", "", ContributionCounts.None), (file.Ugel, file.Period, file.Counts));
    }

    [Fact]
    public void D01_header_with_a_field_more_or_less_names_nothing()
    {
        Assert.Null(ContributionLayout.Header(["H", "APORTES", "1", "UGEL-01", "2026-12"]));
        Assert.Null(ContributionLayout.Header(["H", "APORTES", "1", "UGEL-01", "2026-12", "7", ""]));
    }

    [Theory]
    [InlineData("D,1,40000001,1000000001,2750", true)]
    [InlineData("D,1,40000001,1000000001,1", true)]
    [InlineData("D,1,40000001,1000000001,0", false)]
    [InlineData("D,1,40000001,1000000001,-1", false)]
    [InlineData("D,1,40000001,1000000001,27.50", false)]
    [InlineData("D,1,4000000,1000000001,2750", false)]
    [InlineData("D,1,400000010,1000000001,2750", false)]
    [InlineData("D,1,4000000A,1000000001,2750", false)]
    [InlineData("D,1,40000001,100000001,2750", false)]
    [InlineData("D,1,40000001,10000000010,2750", false)]
    [InlineData("D,1,40000001,1000000001", false)]
    [InlineData("D,1,40000001,1000000001,2750,", false)]
    [InlineData("X,1,40000001,1000000001,2750", false)]
    public void D01_line_is_read_whole_or_not_at_all(string text, bool good)
    {
        var line = ContributionLayout.Detail(Record(text));

        Assert.Equal(good, line is not null);
        Assert.True(line is null || (line.Number, line.Dni.Value, line.ModularCode) == (2, "40000001", "1000000001"));
        Assert.True(line is null || text.EndsWith($",{line.Centimos}", StringComparison.Ordinal));
    }

    [Fact]
    public void D01_counts_of_slices_add_up_to_those_of_the_file() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Long[0, 1_000_000], Gen.Int[0, 1_000], Gen.Long[0, 1_000_000])
            .Select((posted, centimos, rejected, rest) => new ContributionCounts(posted, centimos, rejected, rest))
            .Array[0, 8]
            .Sample(slices =>
                slices.Aggregate(ContributionCounts.None, (sum, slice) => sum.Plus(slice))
                == new ContributionCounts(
                    slices.Sum(slice => slice.Posted),
                    slices.Sum(slice => slice.PostedCentimos),
                    slices.Sum(slice => slice.Rejected),
                    slices.Sum(slice => slice.RejectedCentimos)
                )
            );

    private static CsvRecord Record(string text) => new(2, 0, 3, text.Split(','), null);
}
