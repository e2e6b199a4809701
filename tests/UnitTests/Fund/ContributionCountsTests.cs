using Serverless.App.Fund.Contributions;

namespace Serverless.UnitTests.Fund;

/// <summary>The daily control of a file of contributions.</summary>
public sealed class ContributionCountsTests
{
    [Theory]
    [InlineData(3, 8250, true)]
    [InlineData(4, 8250, false)]
    [InlineData(3, 8251, false)]
    public void File_is_what_was_posted_and_what_was_rejected_in_lines_and_centimos(int lines, long centimos, bool agrees)
    {
        var file = new ContributionFile("f1", "", 0, new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero))
        {
            Lines = lines,
            Centimos = centimos,
            Counts = new ContributionCounts(2, 5500, 1, 2750),
        };

        Assert.Equal(agrees, CompareFile.Agrees(file));
    }
}
