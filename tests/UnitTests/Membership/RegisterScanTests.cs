using System.Text;
using Serverless.App.Membership.Register;

namespace Serverless.UnitTests.Membership;

public sealed class RegisterScanTests
{
    [Fact]
    public async Task Scan_counts_lines_and_finds_the_repetitions_of_a_document()
    {
        var file = $"{string.Join(',', RegisterLineParser.Columns)}\n10117410-2,a\n20000000-1,b\n\n101174102,c\nx\n10117410-2,d\n";

        var scan = await ScanAsync(file);

        Assert.Equal(5, scan.Lines);
        Assert.Equal(new Dictionary<int, int> { [5] = 2, [7] = 2 }, scan.Repeated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task Scan_of_a_file_without_lines_finds_none(string file)
    {
        var scan = await ScanAsync(file);

        Assert.Equal((0, 0), (scan.Lines, scan.Repeated.Count));
    }

    private static async Task<RegisterScan> ScanAsync(string file)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return await RegisterScan.ReadAsync(content, CancellationToken.None);
    }
}
