using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Serverless.Platform.Documents;
using Serverless.Platform.Documents.Sealing;
using Serverless.Platform.Hosting;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Templates;

/// <summary>A drawn file and its hash.</summary>
internal sealed record DrawnDocument(byte[] Content, string Sha256);

/// <summary>Frames a draft with what every paper of the institution carries: letterhead, number, day of issue, and how to check it.</summary>
internal sealed class DocumentPaper(IOptions<InstitutionOptions> institution, IOptions<HostingOptions> hosting)
{
    private readonly InstitutionOptions _institution = institution.Value;

    /// <summary>Error: <c>documents.unprintable-characters</c>.</summary>
    internal Result<DrawnDocument> Draw(DocumentDraft draft, string id, string code, DateTimeOffset at) =>
        Render(draft, Verification(code), $"{draft.Subject} · código {code}", $"{draft.Subject} {id}", at)
            .Then<DrawnDocument>(file => new DrawnDocument(file, Convert.ToHexStringLower(SHA256.HashData(file))));

    /// <summary>A paper that is not kept, so that there is nothing to verify it by. Error: <c>documents.unprintable-characters</c>.</summary>
    internal Result<byte[]> DrawPassing(DocumentDraft draft, DateTimeOffset at) => Render(draft, [], draft.Subject, draft.Subject, at);

    private Result<byte[]> Render(DocumentDraft draft, IEnumerable<Block> ending, string footer, string title, DateTimeOffset at)
    {
        var letterhead = new Letterhead(
            _institution.Name,
            [$"RUC {_institution.Ruc} · {_institution.Address}", _institution.Contact],
            InstitutionLogo.Of(_institution.Name)
        );
        var content = new DocumentContent(letterhead, draft.Title, [.. draft.Blocks, .. ending])
        {
            Subtitle = string.Join(
                " · ",
                new[]
                {
                    SubtitleOf(draft),
                    $"fecha: {PeruvianText.LongDate(LimaTime.DateOf(at))}",
                    $"plantilla {draft.Version}",
                }.OfType<string>()
            ),
            FooterText = footer,
        };
        return PdfRenderer.Render(content, new DocumentMetadata(_institution.Name, title, at));
    }

    /// <summary>What the seal says; the evidence's head ties the sealed file to the evidence file.</summary>
    internal SealStatement StatementFor(string? evidenceHead) =>
        new(
            _institution.Name,
            evidenceHead is null ? "Sello de integridad" : $"Sello de integridad; evidencia {evidenceHead}",
            _institution.Location
        );

    /// <summary>Where anybody checks a document: the page behind its QR symbol.</summary>
    internal string PageOf(string code) => hosting.Value.PublicAddress($"/api/v1/contracts/verify/{code}/page");

    private static string? SubtitleOf(DocumentDraft draft) => draft.Subtitle ?? (draft.Subject == draft.Title ? null : draft.Subject);

    private IEnumerable<Block> Verification(string code)
    {
        var page = PageOf(code);
        Uri? link = Uri.TryCreate(page, UriKind.Absolute, out var address) ? address : null;
        return
        [
            new QrCode(
                page,
                "Código QR con la dirección de la página de verificación de este documento",
                [
                    new TextRun("Verificación pública\n", Bold: true),
                    new TextRun("Compruebe si este documento está vigente y es auténtico en "),
                    new TextRun(page, Link: link),
                    new TextRun($". Código del documento: {code}. La página no muestra datos personales."),
                ]
            ),
        ];
    }
}
