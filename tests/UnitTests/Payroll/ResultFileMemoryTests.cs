using System.Text;
using Serverless.App.Payroll.Layout;

namespace Serverless.UnitTests.Payroll;

/// <summary>Alone in its process while it runs: what other tests hold would be counted too.</summary>
[Collection(nameof(ResultFileMemoryTests))]
[CollectionDefinition(nameof(ResultFileMemoryTests), DisableParallelization = true)]
public sealed class ResultFileMemoryTests
{
    private const int Lines = 300_000;
    private const int Most = 4 * 1024 * 1024;
    private static readonly byte[] Header = Encoding.ASCII.GetBytes("H,RESULTADOS,1,UGEL-01,2026-12,7\r\n");
    private static readonly byte[] Applied = Encoding.ASCII.GetBytes("D,1,40000001,1000000001,AFILIACION,2026-12,2750,APLICADO,2750,\r\n");

    [Fact]
    public async Task Three_hundred_thousand_lines_are_checked_in_constant_memory()
    {
        var body = new RepeatedStream(Header, Applied, Lines);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var check = await ResultFileCheck.ReadAsync(body, default);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.Equal("payroll.file-trailer", check.Fault?.Code);
        Assert.Equal(Header.Length + ((long)Applied.Length * Lines), body.Taken);
        Assert.InRange(kept, long.MinValue, Most);
    }
}
