using System.Security.Cryptography;
using System.Text;
using Serverless.App.Payroll.Layout;
using Serverless.Platform.Files;

namespace Serverless.UnitTests.Payroll;

public sealed class ResultFileTests
{
    private const string Header = "H,RESULTADOS,1,UGEL-01,2026-12,7\r\n";
    private const string Applied = "D,1,40000001,1000000001,AFILIACION,2026-12,2750,APLICADO,2750,\r\n";

    [Fact]
    public async Task Sound_file_passes_and_says_what_it_answers()
    {
        var check = await CheckAsync(Header + Applied + Trailer(Header + Applied, 1, 2750, 2750));

        Assert.Null(check.Fault);
        Assert.Equal(new ResultHeader("UGEL-01", new(2026, 12), 7), check.Header);
        Assert.Equal((Header + Applied).Length, check.BodyLength);
    }

    [Theory]
    [InlineData("", "payroll.file-header")]
    [InlineData("\0\0\0", "payroll.file-header")]
    [InlineData(Applied + "T,1,2750,2750,{hash}", "payroll.file-header")]
    [InlineData(Header + Applied, "payroll.file-trailer")]
    [InlineData(Header + Applied + "T,1,2750,2750,{hash}\r\n" + Applied, "payroll.file-trailer")]
    [InlineData(Header + Applied + "T,2,2750,2750,{hash}", "payroll.file-count")]
    [InlineData(Header + Applied + "T,1,2751,2750,{hash}", "payroll.file-sum")]
    [InlineData(Header + Applied + "T,1,2750,2749,{hash}", "payroll.file-sum")]
    [InlineData(Header + "nonsense\r\nT,0,0,0,{hash}", "payroll.file-count")]
    public async Task File_that_does_not_fit_itself_is_refused(string text, string code)
    {
        var check = await CheckAsync(text.Replace("{hash}", new string('a', 64), StringComparison.Ordinal));

        Assert.Equal(code, check.Fault?.Code);
    }

    [Theory]
    [InlineData("D,1,40000001,1000000001,AFILIACION,2026-12,2750,APLICADO,2749,")]
    [InlineData("D,1,40000001,1000000001,AFILIACION,2026-12,2750,APLICADO,2750,TOPE-50")]
    [InlineData("D,1,40000001,1000000001,AFILIACION,2026-12,2750,PARCIAL,2750,TOPE-50")]
    [InlineData("D,1,40000001,1000000001,AFILIACION,2026-12,2750,PARCIAL,100,")]
    [InlineData("D,1,40000001,1000000001,AFILIACION,2026-12,2750,RECHAZADO,100,TOPE-50")]
    [InlineData("D,1,40000001,1000000001,AFILIACION,2026-12,2750,RECHAZADO,0,PORQUE-SI")]
    [InlineData("D,1,4000000,1000000001,AFILIACION,2026-12,2750,APLICADO,2750,")]
    [InlineData("D,1,40000001,1000000001,REGALO,2026-12,2750,APLICADO,2750,")]
    [InlineData("D,1,40000001,1000000001,AFILIACION,2026-12,-2750,APLICADO,-2750,")]
    [InlineData("D,1,40000001")]
    public void Line_that_contradicts_itself_is_unreadable(string text) =>
        Assert.Equal("payroll.line-unreadable", ResultFile.Detail(new CsvRecord(2, 0, 3, CsvFields.Split(text)!, null)).Error?.Code);

    private static async Task<ResultFileCheck> CheckAsync(string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await ResultFileCheck.ReadAsync(content, default);
    }

    private static string Trailer(string body, int lines, long asked, long taken) =>
        $"T,{lines},{asked},{taken},{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\r\n";
}
