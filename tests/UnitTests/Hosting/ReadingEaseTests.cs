namespace Serverless.UnitTests.Hosting;

public sealed class ReadingEaseTests
{
    [Theory]
    [InlineData("sol", 1)]
    [InlineData("casa", 2)]
    [InlineData("aéreo", 4)]
    [InlineData("poeta", 3)]
    [InlineData("leer", 2)]
    [InlineData("cuenta", 2)]
    [InlineData("ciudad", 2)]
    [InlineData("cuídate", 3)]
    [InlineData("día", 2)]
    [InlineData("país", 2)]
    [InlineData("también", 2)]
    [InlineData("después", 2)]
    [InlineData("leíais", 3)]
    [InlineData("creías", 3)]
    [InlineData("Paraguay", 3)]
    [InlineData("miau", 1)]
    [InlineData("hawaiana", 4)]
    [InlineData("muy", 1)]
    [InlineData("y", 1)]
    [InlineData("ayuda", 3)]
    [InlineData("que", 1)]
    [InlineData("aquí", 2)]
    [InlineData("seguir", 2)]
    [InlineData("pingüino", 3)]
    [InlineData("agua", 2)]
    [InlineData("prohibir", 2)]
    [InlineData("ahora", 3)]
    [InlineData("búho", 2)]
    [InlineData("ahueca", 3)]
    [InlineData("DNI", 4)]
    [InlineData("24", 4)]
    public void Syllables_are_those_of_the_spelling_rules(string word, int syllables) => Assert.Equal(syllables, SpanishSyllables.In(word));

    [Fact]
    public void Ease_is_the_formula_over_syllables_words_and_sentences()
    {
        // Seven words, ten syllables, two sentences.
        var ease = ReadingEase.Of("La casa es roja. El sol brilla.");

        Assert.Equal(206.84 - (0.60 * 1000 / 7) - (1.02 * 3.5), ease, 6);
    }

    [Fact]
    public void Office_language_is_not_easy() =>
        Assert.True(
            ReadingEase.Of(
                "La administración procederá oportunamente a la verificación correspondiente de la documentación presentada por el interesado"
            ) < ReadingEase.QuiteEasy
        );
}
