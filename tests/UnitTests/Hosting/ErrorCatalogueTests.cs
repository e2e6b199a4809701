using Serverless.Platform.Hosting.Problems;
using Serverless.UnitTests.Architecture;
using Serverless.UnitTests.Snapshots;

namespace Serverless.UnitTests.Hosting;

public sealed class ErrorCatalogueTests
{
    private static readonly ErrorCatalogue Catalogue = ErrorCatalogue.Load(OurAssemblies.All);

    [Fact]
    public void D12_every_code_that_the_sources_make_has_a_text() =>
        Assert.Empty(ErrorCodes.InSources.Except(Catalogue.Texts.Keys, StringComparer.Ordinal));

    [Fact]
    public void Every_text_belongs_to_a_code_that_somebody_makes() =>
        Assert.Empty(Catalogue.Texts.Keys.Except(ErrorCodes.InSources, StringComparer.Ordinal));

    [Fact]
    public void D12_every_text_says_what_happened_in_a_few_words_and_then_why_and_what_to_do_next() =>
        Assert.Empty(
            Catalogue
                .Texts.Where(entry => entry.Value.Title.Length is < 10 or > 60 || entry.Value.Detail.Count(c => c is '.' or ':') < 2)
                .Select(entry => entry.Key)
        );

    [Fact]
    public void D12_every_text_is_easy_to_read() =>
        Assert.Empty(
            Catalogue
                .Texts.Select(entry => (entry.Key, Ease: ReadingEase.Of(Spoken(entry.Value))))
                .Where(entry => entry.Ease < ReadingEase.QuiteEasy)
                .Select(entry => $"{entry.Key} {entry.Ease:F1}")
        );

    [Fact]
    public void Unknown_code_is_a_bug_and_throws() =>
        Assert.Throws<InvalidOperationException>(() => Catalogue.For("platform.nobody-wrote-this", new Dictionary<string, string>()));

    [Fact]
    public void Argument_stands_where_the_text_names_it()
    {
        var text = Catalogue.For("platform.too-many-requests", new Dictionary<string, string> { ["wait"] = "7 segundos" });

        Assert.Contains("Espera 7 segundos", text.Detail, StringComparison.Ordinal);
    }

    /// <summary>What an argument will say is a word or a number.</summary>
    private static string Spoken(ErrorText text) =>
        System.Text.RegularExpressions.Regex.Replace($"{text.Title}. {text.Detail}", @"\{\w+\}", "siete");
}
