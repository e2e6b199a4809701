using System.Reflection;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Hosting;

public sealed class ErrorCatalogueTests
{
    private static readonly ErrorCatalogue Catalogue = ErrorCatalogue.Load(typeof(ErrorCatalogue).Assembly);

    public static TheoryData<string> PlatformCodes =>
        [
            .. typeof(PlatformErrors)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(member => (Error)member.GetValue(null)!)
                .Select(error => error.Code),
        ];

    [Theory]
    [MemberData(nameof(PlatformCodes))]
    public void D12_code_has_a_text_that_says_what_happened_and_what_to_do_next(string code)
    {
        var text = Catalogue.Texts[code];

        Assert.InRange(text.Title.Length, 10, 60);
        Assert.True(text.Detail.Count(c => c is '.' or ':') >= 2, "why, and what to do next, in at least two sentences");
    }

    [Fact]
    public void Unknown_code_is_a_bug_and_throws() =>
        Assert.Throws<InvalidOperationException>(() => Catalogue.For("platform.nobody-wrote-this", new Dictionary<string, string>()));

    [Fact]
    public void Argument_stands_where_the_text_names_it()
    {
        var text = Catalogue.For("platform.too-many-requests", new Dictionary<string, string> { ["retryAfterSeconds"] = "7" });

        Assert.Contains("Espera 7 segundos", text.Detail, StringComparison.Ordinal);
    }
}
