using CsCheck;
using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Sms;

public sealed class SmsSegmentsTests
{
    [Theory]
    [InlineData('a', 0, 0)]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('ñ', 160, 1)]
    [InlineData('é', 160, 1)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    [InlineData('€', 152, 2)]
    [InlineData('€', 153, 3)]
    [InlineData('á', 70, 1)]
    [InlineData('á', 71, 2)]
    [InlineData('á', 134, 2)]
    [InlineData('á', 135, 3)]
    public void Segments_are_counted_as_the_carrier_charges(char letter, int length, int segments) =>
        Assert.Equal(segments, SmsSegments.Count(new string(letter, length)));

    [Fact]
    public void One_accent_forces_the_whole_text_into_two_bytes() => Assert.Equal(2, SmsSegments.Count(new string('a', 70) + "ó"));

    [Fact]
    public void Surrogate_pair_is_never_cut_in_two() =>
        // 66 + 2 does not fit into 67: the pair moves on, and the third segment begins a unit earlier than a plain division says.
        Assert.Equal(3, SmsSegments.Count(new string('á', 66) + "😀" + new string('á', 65) + "á"));

    [Theory]
    [InlineData("Su código es 123456", "Su codigo es 123456")]
    [InlineData("¿Señal? ¡Él sí!", "¿Señal? ¡Él si!")]
    [InlineData("n\u0303 e\u0301 a\u0301", "ñ é a")]
    [InlineData("“Hola”…", "\"Hola\".")]
    public void Spanish_is_brought_into_seven_bits(string text, string plain)
    {
        Assert.Equal(plain, SmsSegments.Transliterate(text));
        Assert.True(SmsSegments.IsGsm7(plain));
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("日本")]
    public void What_has_no_seven_bit_form_is_refused(string text) => Assert.Null(SmsSegments.Transliterate(text));

    [Fact]
    public void Transliteration_never_makes_a_text_dearer() =>
        Gen.String[Gen.Char["abcñéáíóúÁÉü€ ^"], 0, 400]
            .Sample(text => SmsSegments.Count(SmsSegments.Transliterate(text)!) <= SmsSegments.Count(text));
}
