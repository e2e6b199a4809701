using Microsoft.Extensions.Options;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Contracts.Templates;
using Serverless.Platform.Hosting;
using Serverless.Platform.Kernel;
using Serverless.TestKit.Contracts;
using UglyToad.PdfPig;

namespace Serverless.UnitTests.Contracts;

public sealed class DocumentTemplateTests
{
    private const string Code = "7K3M-9QXD-04TZ-HB2N";
    private static readonly DateTimeOffset At = new(2026, 11, 23, 2, 30, 0, TimeSpan.Zero);

    private static readonly DocumentPaper Paper = new(
        Options.Create(new InstitutionOptions()),
        Options.Create(new HostingOptions { PublicBaseAddress = new Uri("https://mutual.example") })
    );

    public static TheoryData<int, string[]> Samples =>
        new()
        {
            { 0, ["Carta de autorización de descuento", "S/ 27.50 (veintisiete y 50/100 soles)", "docente nombrado", "UGEL 03"] },
            { 1, ["Carta de beneficiarios", "60.00 %", "40.00 %", "100.00 %", "Beneficiarios suplentes", "Žofia Núñez"] },
            { 2, ["Hoja resumen", "Cronograma de pagos", "24.00 %", "26.41 %", "S/ 8,000.00 (ocho mil y 00/100 soles)", "8,000.00"] },
            { 3, ["Estado de cuenta individual", "Resumen por concepto", "Saldo final"] },
            { 4, ["Constancia de no adeudo", "no tiene deuda", "22 de diciembre de 2026"] },
            { 5, ["Resolución de beneficio", "20,765.44", "-1,234.56", "Puede apelar"] },
        };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Paper_says_its_figures_whose_it_is_and_how_to_check_it(int sample, string[] expected)
    {
        var text = TextOf(SamplePapers.All[sample]);

        Assert.All(
            [.. expected, "María Ángeles Ñahui Güere", "Mutual Magisterial", Code, "22 de noviembre de 2026", "Página 1 de"],
            piece => Assert.Contains(Squeezed(piece), text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void D14_statement_of_a_period_that_still_runs_says_so_and_another_does_not()
    {
        var says = Squeezed("El periodo aún no termina");

        Assert.Contains(says, TextOf(SamplePapers.Statement with { IsRunning = true }), StringComparison.Ordinal);
        Assert.DoesNotContain(says, TextOf(SamplePapers.Statement), StringComparison.Ordinal);
    }

    [Fact]
    public void Total_row_of_a_schedule_is_the_sum_of_its_rows()
    {
        var text = TextOf(SamplePapers.Credit);

        Assert.Contains(Squeezed("1,030.68"), text, StringComparison.Ordinal);
        Assert.Contains(Squeezed("9,126.68"), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_that_contradict_each_other_are_not_drawn()
    {
        DocumentData[] wrong =
        [
            SamplePapers.Affiliation with
            {
                Monthly = Money.Zero,
            },
            SamplePapers.Letter with
            {
                Primary = [SamplePapers.Letter.Primary[0]],
            },
            SamplePapers.Credit with
            {
                Rows = [.. SamplePapers.Credit.Rows.Take(11)],
            },
            SamplePapers.Credit with
            {
                Rows = [SamplePapers.Credit.Rows[0] with { Interest = new Money(85.90m) }, .. SamplePapers.Credit.Rows.Skip(1)],
            },
            SamplePapers.Statement with
            {
                Closing = new Money(1m),
            },
            SamplePapers.NoDebt with
            {
                ValidUntil = SamplePapers.NoDebt.On.AddDays(-1),
            },
            SamplePapers.Resolution with
            {
                Deductions = [],
            },
        ];

        Assert.All(
            wrong,
            data => Assert.Equal("contracts.figures-do-not-add-up", DocumentTemplates.Compose(data, SamplePapers.Person).Error?.Code)
        );
    }

    [Fact]
    public void Same_figures_have_one_fingerprint_and_any_other_figure_another()
    {
        var first = FingerprintOf(SamplePapers.Affiliation);

        Assert.Equal(first, FingerprintOf(SamplePapers.Affiliation with { }));
        Assert.NotEqual(first, FingerprintOf(SamplePapers.Affiliation with { Monthly = new Money(27.51m) }));
        Assert.NotEqual(first, FingerprintOf(SamplePapers.Affiliation with { Round = 2 }));
    }

    [Fact]
    public void Name_that_cannot_be_printed_is_refused_by_code_point()
    {
        var draft = DocumentTemplates.Compose(SamplePapers.NoDebt, SamplePapers.Person with { GivenNames = "王" }).Value;

        var drawn = Paper.Draw(draft, "id", Code, At);

        Assert.Equal("documents.unprintable-characters", drawn.Error?.Code);
        Assert.Equal("U+738B", drawn.Error?.Arguments["characters"]);
    }

    /// <summary>A template's wording never changes under the same version: people signed it.</summary>
    [Theory]
    [InlineData(0, AffiliationTemplate.Version, "32b9e0797fe0d5ac")]
    [InlineData(1, LetterTemplate.Version, "764b25eef5e57f7f")]
    [InlineData(2, CreditTemplate.Version, "fa3ddc414851e03b")]
    [InlineData(3, StatementTemplate.Version, "62101069ea2b3e29")]
    [InlineData(4, NoDebtTemplate.Version, "49f21b38e853630d")]
    [InlineData(5, ResolutionTemplate.Version, "74f139526a074dbf")]
    public void Wording_of_a_published_template_version_never_changes(int sample, string version, string fingerprint)
    {
        var draft = DocumentTemplates.Compose(SamplePapers.All[sample], SamplePapers.Person).Value;

        Assert.Equal(version, draft.Version);
        Assert.Equal(fingerprint, DocumentFingerprint.Of(draft)[..16]);
    }

    private static string FingerprintOf(DocumentData data) =>
        DocumentFingerprint.Of(DocumentTemplates.Compose(data, SamplePapers.Person).Value);

    private static string TextOf(DocumentData data)
    {
        var file = Paper.Draw(DocumentTemplates.Compose(data, SamplePapers.Person).Value, "id", Code, At).Value;
        using var document = PdfDocument.Open(file.Content);
        return Squeezed(string.Concat(document.GetPages().SelectMany(page => page.Letters.Select(letter => letter.Value))));
    }

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
