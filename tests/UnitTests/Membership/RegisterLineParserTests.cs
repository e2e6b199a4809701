using Serverless.App.Membership.Register;
using Serverless.Platform.Files;

namespace Serverless.UnitTests.Membership;

public sealed class RegisterLineParserTests
{
    private const string Good = "10117410-2,1012345678,QUISPE MAMANI,ROSA ELENA,1974-05-03,nombrado,210101,Z-3,F,987654321";
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Line_of_the_register_is_read_whole()
    {
        var line = Parse(Good).Value;

        Assert.Equal(("10117410", "+51987654321", new DateOnly(1974, 5, 3)), (line.Dni.Value, line.Phone?.E164, line.BirthDate));
    }

    [Fact]
    public void Line_without_a_phone_is_taken()
    {
        Assert.Null(Parse(Good.Replace("987654321", "", StringComparison.Ordinal)).Value.Phone);
    }

    [Theory]
    [InlineData("10117410-2", "10117410", "membership.register-line-dni-check")]
    [InlineData("10117410-2", "10117410-3", "platform.dni-check-mismatch")]
    [InlineData("10117410-2", "1011741A-2", "platform.dni-invalid")]
    [InlineData("1012345678", "101234567", "membership.register-line-modular-code")]
    [InlineData("1012345678", "10123456٧8", "membership.register-line-modular-code")]
    [InlineData("QUISPE MAMANI", "", "membership.register-line-name")]
    [InlineData("ROSA ELENA", "...", "membership.register-line-name")]
    [InlineData("1974-05-03", "03/05/1974", "membership.register-line-birth-date")]
    [InlineData("1974-05-03", "2008-11-23", "membership.register-line-birth-date")]
    [InlineData("1974-05-03", "1900-01-01", "membership.register-line-birth-date")]
    [InlineData("nombrado", "Nombrado", "membership.register-line-kind")]
    [InlineData("210101", "21/01", "membership.register-line-ugel")]
    [InlineData("Z-3", "Z-9", "membership.register-line-zone")]
    [InlineData(",F,", ",Q,", "membership.register-line-gender")]
    [InlineData("987654321", "12345", "platform.mobile-invalid")]
    [InlineData(",987654321", "", "membership.register-line-layout")]
    public void Line_with_one_thing_wrong_says_which(string good, string bad, string code)
    {
        Assert.Equal(code, Parse(Good.Replace(good, bad, StringComparison.Ordinal)).Error?.Code);
    }

    [Fact]
    public void Heading_is_told_from_a_teacher()
    {
        var heading = Record(string.Join(',', RegisterLineParser.Columns));

        Assert.True(RegisterLineParser.IsHeading(heading));
        Assert.False(RegisterLineParser.IsHeading(heading with { Number = 2 }));
        Assert.False(RegisterLineParser.IsHeading(Record(Good)));
    }

    private static Platform.Kernel.Result<RegisterLine> Parse(string line) => RegisterLineParser.Parse(Record(line), Today);

    private static CsvRecord Record(string line) => new(1, line.Length, 2, CsvFields.Split(line)!, null);
}
