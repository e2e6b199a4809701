using System.Globalization;
using Serverless.App.Contracts.Letters;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;

namespace Serverless.App.Contracts.Documents;

/// <summary>Documents and beneficiary letters, for a member who asks what is known of them.</summary>
internal sealed class ContractHoldings(DocumentStore documents, LetterStore letters) : IPersonalDataHolder
{
    private const int PageSize = 100;

    public async Task<HeldData> OfAsync(string memberId, CancellationToken cancellation)
    {
        var papers = new List<ContractDocument>();
        string? after = null;
        do
        {
            (var page, after) = await documents.ListAsync(memberId, after, PageSize, cancellation);
            papers.AddRange(page);
        } while (after is not null);

        var known = await letters.ReadAsync(memberId, cancellation);
        return new HeldData(
            "contracts",
            "Tus documentos",
            [.. papers.Select(Record), .. known.Book.Letters.Select(letter => Record(letter, known.PeopleOf(letter.Version)))]
        )
        {
            Holds = [.. HoldsOf(papers).Distinct(StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<string> HoldsOf(IEnumerable<ContractDocument> papers) =>
        papers
            .Select(paper =>
                paper.SignedAt is not null || paper.Hold is not null ? LegalHoldKinds.SignedDocument
                : IsIssued(paper) ? LegalHoldKinds.IssuedDocument
                : null
            )
            .OfType<string>();

    /// <summary>Under the institution's seal alone: the vault keeps it until its term is over, whoever asks.</summary>
    private static bool IsIssued(ContractDocument document) => document.Status is DocumentStatus.Issued or DocumentStatus.Sealed;

    private static HeldRecord Record(ContractDocument document) =>
        new(
            $"Documento {document.Id}",
            [
                new("Tipo", DocumentWords.NameOf(document.Kind)),
                new("Creado", Day(document.CreatedAt)),
                new("Firmado", document.SignedAt is { } at ? Day(at) : "no"),
                new("Huella SHA-256", document.File.Sha256),
            ]
        );

    private static HeldRecord Record(Letter letter, BeneficiaryLetter? people) =>
        new(
            $"Carta de Beneficiarios, versión {letter.Version.ToString(CultureInfo.InvariantCulture)}",
            [
                new("Creada", Day(letter.DraftedAt)),
                new("Firmada", letter.SignedAt is { } at ? Day(at) : "no"),
                .. (people?.Primary ?? []).Select(person => Named("Beneficiario", person)),
                .. (people?.Substitutes ?? []).Select(person => Named("Sustituto", person)),
            ]
        );

    private static HeldFact Named(string place, Beneficiary person) =>
        new(place, string.Create(CultureInfo.InvariantCulture, $"{person.Name}, {person.DocumentNumber}, {person.Share:0.00} %"));

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
