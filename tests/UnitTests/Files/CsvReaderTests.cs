using System.Text;
using CsCheck;
using Serverless.Platform.Files;

namespace Serverless.UnitTests.Files;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData(" a , b ,c ", "a|b|c")]
    [InlineData("\"Quispe, Rosa\",x", "Quispe, Rosa|x")]
    [InlineData("\"say \"\"hi\"\"\",", "say \"hi\"|")]
    [InlineData(",,", "||")]
    public void Split_follows_RFC_4180(string line, string expected) => Assert.Equal(expected, string.Join('|', CsvFields.Split(line)!));

    [Theory]
    [InlineData("\"open,b")]
    [InlineData("\"a\"b,c")]
    [InlineData("a\"b,c")]
    public void Split_of_bad_quotes_is_refused(string line) => Assert.Null(CsvFields.Split(line));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-5", "'-5")]
    [InlineData("Niño, José", "\"Niño, José\"")]
    public void Write_disarms_formulas_and_quotes_commas(string value, string expected) => Assert.Equal(expected, CsvFields.Write(value));

    [Fact]
    public async Task Read_numbers_lines_as_an_editor_does_and_passes_blank_lines()
    {
        var records = await ReadAsync("\uFEFFdni,name\r\n\r\n1,\"a\"\n2,b");

        Assert.Equal([1, 3, 4], records.Select(record => record.Number));
        Assert.Equal("dni", records[0].Fields[0]);
    }

    [Fact]
    public async Task Read_of_a_line_over_the_limit_reports_it_and_goes_on()
    {
        var records = await ReadAsync("a\n" + new string('x', 300_000) + "\nb\n");

        Assert.Equal([null, CsvFault.TooLong, null], records.Select(record => record.Fault));
        Assert.Equal((3, "b"), (records[2].Number, records[2].Fields[0]));
    }

    [Theory]
    [InlineData(CsvReader.MaximumLine + 1)]
    [InlineData(64 * 1024)]
    [InlineData(300_000)]
    public async Task Read_of_a_last_line_over_the_limit_reports_it_once(int length)
    {
        var records = await ReadAsync("a\n" + new string('x', length));

        Assert.Equal([null, CsvFault.TooLong], records.Select(record => record.Fault));
    }

    [Fact]
    public async Task Read_of_bytes_that_are_no_text_reports_the_line()
    {
        using var content = new MemoryStream([.. "a\n"u8, 0xC3, 0x28, (byte)'\n', .. "b"u8]);

        var records = await CsvReader.ReadAsync(content).ToListAsync();

        Assert.Equal([null, CsvFault.NotUtf8, null], records.Select(record => record.Fault));
    }

    [Fact]
    public void Read_resumed_behind_any_record_gives_the_rest()
    {
        var line = Gen.String[Gen.Char["ab ,\"ñ"], 0, 8].Array[0, 20];
        line.Sample(lines =>
        {
            var text = string.Join('\n', lines);
            var whole = ReadAsync(text).GetAwaiter().GetResult();
            var bytes = Encoding.UTF8.GetBytes(text);
            foreach (var (record, index) in whole.Select((record, index) => (record, index)))
            {
                using var rest = new MemoryStream(bytes, (int)record.NextOffset, bytes.Length - (int)record.NextOffset);
                var resumed = CsvReader
                    .ReadAsync(rest, record.NextOffset, record.NextNumber)
                    .ToListAsync()
                    .AsTask()
                    .GetAwaiter()
                    .GetResult();
                Assert.Equal(whole.Skip(index + 1).Select(Shown), resumed.Select(Shown));
            }
        });
    }

    private static string Shown(CsvRecord record) =>
        $"{record.Number} {record.NextOffset} {record.Fault} {string.Join('|', record.Fields)}";

    private static async Task<List<CsvRecord>> ReadAsync(string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await CsvReader.ReadAsync(content).ToListAsync();
    }
}
