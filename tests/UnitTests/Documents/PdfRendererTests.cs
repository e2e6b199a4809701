using Serverless.Platform.Documents;
using Serverless.TestKit.Documents;
using UglyToad.PdfPig;

namespace Serverless.UnitTests.Documents;

public sealed class PdfRendererTests
{
    [Fact]
    public void Render_same_input_twice_gives_the_same_bytes()
    {
        var first = PdfRenderer.Render(SampleContract.Create(), SampleDocuments.Metadata).Value;
        var second = PdfRenderer.Render(SampleContract.Create(), SampleDocuments.Metadata).Value;

        Assert.Equal(first, second);
    }

    [Fact]
    public void Render_contract_fills_two_pages()
    {
        var file = PdfRenderer.Render(SampleContract.Create(), SampleDocuments.Metadata).Value;

        using var document = PdfDocument.Open(file);
        Assert.Equal(2, document.NumberOfPages);
        Assert.True(file.Length < 60 * 1024, $"{file.Length} bytes");
    }

    [Theory]
    [InlineData("Ñandú Güere Íñiguez ¿¡ «comillas» “dobles” €")]
    [InlineData("Björk Žižek Çelik Øystein Łukasz Đorđević")]
    [InlineData("Αλέξανδρος Иван Ђорђе Nguyễn Thị Ánh")]
    public void Render_names_of_european_alphabets_can_be_read_back(string name)
    {
        var file = PdfRenderer.Render(SampleDocuments.NoDebtCertificate(name), SampleDocuments.Metadata).Value;

        using var document = PdfDocument.Open(file);
        var text = string.Concat(document.GetPage(1).Letters.Select(l => l.Value));
        Assert.Contains(
            name.Replace(" ", "", StringComparison.Ordinal),
            text.Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("In\u0303iguez", "Iñiguez")]
    [InlineData("Mari\u0301a", "María")]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    public void Render_letter_and_mark_typed_apart_are_printed_as_one_letter(string typed, string printed)
    {
        var file = PdfRenderer.Render(SampleDocuments.NoDebtCertificate(typed), SampleDocuments.Metadata).Value;

        using var document = PdfDocument.Open(file);
        Assert.Contains(printed, string.Concat(document.GetPage(1).Letters.Select(l => l.Value)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("王小明", "U+5C0F U+660E U+738B")]
    [InlineData("مريم", "U+0631 U+0645 U+064A")]
    [InlineData("Ana 😀", "U+1F600")]
    [InlineData("G\u0303uarani", "U+0303")]
    [InlineData("Ana\u202Eanul", "U+202E")]
    [InlineData("An\u200Ba", "U+200B")]
    [InlineData("Ana\uD800", "U+FFFD")]
    public void Render_text_that_cannot_be_printed_truthfully_is_refused_by_code_point(string name, string characters)
    {
        using var output = new MemoryStream();

        var result = PdfRenderer.Render(SampleDocuments.NoDebtCertificate(name), SampleDocuments.Metadata, output);

        Assert.Equal("documents.unprintable-characters", result.Error?.Code);
        Assert.Equal(characters, result.Error?.Arguments["characters"]);
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void Render_row_with_a_missing_cell_is_a_bug()
    {
        var table = new Table([new TableColumn("a"), new TableColumn("b")], [new TableRow("1")]);
        var content = new DocumentContent(SampleDocuments.Letterhead, "t", [table]);

        Assert.Throws<ArgumentException>(() => PdfRenderer.Render(content, SampleDocuments.Metadata));
    }

    [Fact]
    public void Render_number_of_pages_is_printed_on_each()
    {
        var file = PdfRenderer.Render(SampleDocuments.Statement(200), SampleDocuments.Metadata).Value;

        using var document = PdfDocument.Open(file);
        Assert.True(document.NumberOfPages > 4);
        foreach (var page in document.GetPages())
        {
            var text = string.Concat(page.Letters.Select(l => l.Value));
            Assert.Contains($"Página {page.Number} de {document.NumberOfPages}", text, StringComparison.Ordinal);
            Assert.Contains("Saldo (S/)", text, StringComparison.Ordinal);
        }
    }
}
