using Serverless.App.Contracts.Templates;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Contracts;

public sealed class SpanishNumberTests
{
    [Theory]
    [InlineData(0, "cero")]
    [InlineData(1, "un")]
    [InlineData(16, "dieciséis")]
    [InlineData(21, "veintiún")]
    [InlineData(31, "treinta y un")]
    [InlineData(100, "cien")]
    [InlineData(101, "ciento un")]
    [InlineData(555, "quinientos cincuenta y cinco")]
    [InlineData(1_000, "mil")]
    [InlineData(1_999, "mil novecientos noventa y nueve")]
    [InlineData(21_000, "veintiún mil")]
    [InlineData(100_100, "cien mil cien")]
    [InlineData(1_000_000, "un millón")]
    [InlineData(2_001_031, "dos millones mil treinta y un")]
    public void Number_is_written_as_before_a_noun(long number, string words) => Assert.Equal(words, SpanishNumber.Of(number));

    [Fact]
    public void Amount_in_full_keeps_its_centimos() =>
        Assert.Equal("S/ 8,000.05 (ocho mil y 05/100 soles)", PeruvianText.InFull(new Money(8_000.05m)));

    [Fact]
    public void Dates_are_written_as_in_peru() => Assert.Equal("1 de setiembre de 2026", PeruvianText.LongDate(new DateOnly(2026, 9, 1)));
}
