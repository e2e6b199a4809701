using Microsoft.Extensions.Options;
using Serverless.App.Contracts.Templates;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Messages;

/// <summary>
/// Papers of the institution that nobody signs and that no public page checks, in the same dress as those that are: other contexts give
/// the blocks. The same blocks of the same moment are the same bytes.
/// </summary>
internal sealed class InstitutionPapers(IOptions<InstitutionOptions> institution)
{
    private readonly InstitutionOptions _institution = institution.Value;

    /// <summary>Error: <c>documents.unprintable-characters</c>.</summary>
    /// <param name="subject">Stands in the footer and in the file's own description: no personal data.</param>
    internal Result<byte[]> Draw(string title, string subject, IReadOnlyList<Block> blocks, DateTimeOffset at)
    {
        var letterhead = new Letterhead(
            _institution.Name,
            [$"RUC {_institution.Ruc} · {_institution.Address}", _institution.Contact],
            InstitutionLogo.Of(_institution.Name)
        );
        var content = new DocumentContent(letterhead, title, blocks)
        {
            Subtitle = $"fecha: {PeruvianText.LongDate(LimaTime.DateOf(at))}",
            FooterText = subject,
        };
        return PdfRenderer.Render(content, new DocumentMetadata(_institution.Name, subject, at));
    }
}
