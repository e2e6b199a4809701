using System.Text;
using Serverless.Platform.Documents;
using Serverless.TestKit.Documents;

namespace Serverless.IntegrationTests.Documents;

/// <summary>What programs of others say about our files.</summary>
public sealed class OutsideToolsTests(SealFixture fixture) : IClassFixture<SealFixture>, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresToolFact("qpdf", "qpdf")]
    public void Qpdf_finds_no_fault_in_the_samples()
    {
        foreach (var content in Samples())
        {
            var verdict = Tool.Run("qpdf", "--check", Write(content));

            Assert.True(verdict.ExitCode == 0, verdict.Output);
        }
    }

    [RequiresToolFact("pdftotext", "poppler-utils")]
    public void Pdftotext_gives_back_accents_enye_marks_and_quotes()
    {
        var text = Tool.Run("pdftotext", "-layout", Write(SampleContract.Create()), "-").Output;

        foreach (
            var words in new[] { "María Ángeles Ñahui Güere", "«la Institución»", "¿Qué", "N.º 2026-031845", "1,174.71", "Página 2 de 2" }
        )
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }
    }

    [RequiresToolFact("pdfinfo", "poppler-utils")]
    public void Pdfinfo_reads_headings_paragraphs_and_cells_in_order()
    {
        var text = Tool.Run("pdfinfo", "-struct-text", Write(SampleContract.Create())).Output;

        var positions = new[]
        {
            "H1 (block)",
            "\"Contrato de crédito ordinario\"",
            "\"Condiciones particulares\"",
            "/Scope /Row",
            "\"Importe del crédito\"",
            "\"S/ 8,000.00 (ocho mil y 00/100 soles)\"",
            "\"Cuota\"",
            "\"Total (S/)\"",
            "\"31/12/2026\"",
            "\"284.05\"",
            "\"31/01/2027\"",
            "H2 (block)\n    \"Primera. Objeto\"",
            "Lbl (block)\n        \"4.1\"",
            "\"Pagar anticipadamente, en forma total o parcial,",
            "Link",
            "\"https://mutual.example/verificar/7K3M-9QXD\"",
        }
            .Select(words => text.IndexOf(words, StringComparison.Ordinal))
            .ToList();

        Assert.DoesNotContain(-1, positions);
        Assert.Equal(positions.Order(), positions);
    }

    [RequiresToolFact("pdfinfo", "poppler-utils")]
    public void Pdfinfo_repeated_table_heads_are_heard_once()
    {
        var text = Tool.Run("pdfinfo", "-struct-text", Write(SampleDocuments.Statement())).Output;

        Assert.Equal(2, text.Split("\"Saldo (S/)\"").Length);
        Assert.Equal(41 * 6 + 5, text.Split("TD\n").Length - 1);
    }

    [RequiresToolFact("pdftoppm", "poppler-utils")]
    public void Pdftoppm_draws_ink_on_every_page_and_keeps_the_margins_white()
    {
        var prefix = Path.Combine(_folder.Path, "page");

        var verdict = Tool.Run("pdftoppm", "-r", "36", "-gray", Write(SampleDocuments.Statement()), prefix);

        Assert.Equal("", verdict.Output);
        foreach (var page in Directory.GetFiles(_folder.Path, "page-*.pgm"))
        {
            var pixels = File.ReadAllBytes(page).AsSpan()[^(298 * 421)..].ToArray();
            Assert.Contains(pixels, p => p < 100);
            Assert.All(Enumerable.Range(0, 421), y => Assert.True(pixels[(y * 298) + 10] == 255));
            Assert.All(Enumerable.Range(0, 421), y => Assert.True(pixels[(y * 298) + 287] == 255));
        }
    }

    [RequiresToolFact("pdffonts", "poppler-utils")]
    public void Pdffonts_says_embedded_subset_with_unicode_map()
    {
        var text = Tool.Run("pdffonts", Write(SampleDocuments.NoDebtCertificate())).Output;

        Assert.Contains("+NotoSans-Regular", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("yes yes yes").Length);
    }

    [RequiresToolFact("pdfsig", "poppler-utils")]
    public async Task Pdfsig_calls_the_seal_valid_and_a_changed_copy_not()
    {
        var seal = await fixture.StampingSealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);
        var changed = (byte[])seal.Value.Content.Clone();
        changed[SealFixture.Contract.Length / 2] ^= 1;

        var sound = Tool.Run("pdfsig", "-nocert", _folder.Write("sealed.pdf", seal.Value.Content)).Output;
        var broken = Tool.Run("pdfsig", "-nocert", _folder.Write("changed.pdf", changed)).Output;

        Assert.Contains("Signature is Valid.", sound, StringComparison.Ordinal);
        Assert.Contains("Total document signed", sound, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", sound, StringComparison.Ordinal);
        Assert.Contains("Digest Mismatch.", broken, StringComparison.Ordinal);
    }

    [RequiresToolFact("qpdf", "qpdf")]
    public async Task Qpdf_finds_no_fault_in_a_sealed_file()
    {
        var seal = await fixture.StampingSealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);

        var verdict = Tool.Run("qpdf", "--check", _folder.Write("sealed.pdf", seal.Value.Content));

        Assert.True(verdict.ExitCode == 0, verdict.Output);
    }

    [RequiresToolFact("openssl", "openssl")]
    public async Task Openssl_verifies_signature_and_token_of_the_seal()
    {
        var seal = await fixture.StampingSealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);
        var file = seal.Value.Content;
        var text = Encoding.Latin1.GetString(file);
        var start = text.IndexOf("/Contents <3082", StringComparison.Ordinal) + 10;
        var end = text.IndexOf('>', start) + 1;
        var message = _folder.Write("seal.der", Convert.FromHexString(text[(start + 1)..(end - 1)]));
        var covered = _folder.Write("covered", [.. file[..start], .. file[end..]]);

        var verdict = Tool.Run(
            "openssl",
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            message,
            "-content",
            covered,
            "-CAfile",
            fixture.Authority.RootPem,
            "-purpose",
            "any",
            "-out",
            "/dev/null",
            "-cades"
        );

        Assert.True(verdict.ExitCode == 0, verdict.Output);
        Assert.Contains("CAdES Verification successful", verdict.Output, StringComparison.Ordinal);
    }

    [RequiresToolFact("sha256sum", "coreutils")]
    public async Task Sha256sum_agrees_with_the_hash_that_is_kept()
    {
        var seal = await fixture.Sealer.SealAsync(SealFixture.Contract, SealFixture.Statement, default);

        var sum = Tool.Run("sha256sum", _folder.Write("sealed.pdf", seal.Value.Content)).Output;

        Assert.StartsWith(seal.Value.Sha256, sum, StringComparison.Ordinal);
    }

    private static IEnumerable<DocumentContent> Samples() =>
        [SampleContract.Create(), SampleDocuments.Statement(), SampleDocuments.Statement(360), SampleDocuments.NoDebtCertificate()];

    private string Write(DocumentContent content) =>
        _folder.Write("sample.pdf", PdfRenderer.Render(content, SampleDocuments.Metadata).Value);
}
