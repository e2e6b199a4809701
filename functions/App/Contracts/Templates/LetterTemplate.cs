using System.Globalization;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;
using static Serverless.App.Contracts.Templates.DocumentTemplates;

namespace Serverless.App.Contracts.Templates;

/// <summary>Carta de Beneficiarios (domain.md §1.5).</summary>
internal static class LetterTemplate
{
    internal const string Version = "CB-1";

    internal static Result<DocumentDraft> Compose(BeneficiaryLetter data, MemberPerson person) =>
        data.Primary.Sum(one => one.Share) != 100m || (data.Substitutes.Count > 0 && data.Substitutes.Sum(one => one.Share) != 100m)
            ? ContractErrors.FiguresWrong
            : new DocumentDraft(
                Version,
                "Carta de beneficiarios",
                "Carta de beneficiarios",
                [
                    Text(
                        Strong($"{person.GivenNames} {person.FamilyNames}"),
                        " designa a las personas que recibirán, a su fallecimiento, el beneficio y el saldo de su cuenta individual."
                    ),
                    new KeyValues([
                        .. Party(person),
                        new("Carta", string.Create(CultureInfo.InvariantCulture, $"N.º {data.Version} del asociado")),
                    ]),
                    new Heading("Beneficiarios"),
                    People("Beneficiarios principales", data.Primary),
                    .. data.Substitutes.Count == 0 ? Array.Empty<Block>() : [People("Beneficiarios suplentes", data.Substitutes)],
                    .. Guardians([.. data.Primary, .. data.Substitutes]),
                    .. Clauses(),
                    .. PrivacyClause("Cuarta. Datos personales"),
                    .. SignatureClause(),
                ]
            );

    private static Table People(string caption, IReadOnlyList<Beneficiary> people) =>
        new(
            [
                new TableColumn("Nombre", 2.2),
                new TableColumn("Documento", 1.3),
                new TableColumn("Parentesco", 1),
                new TableColumn("Nacimiento", 1),
                TableColumn.Figures("Parte", 0.8),
            ],
            [
                .. people.Select(one => new TableRow(
                    one.Name,
                    $"{DocumentName(one.DocumentType)} {one.DocumentNumber}",
                    KinshipName(one.Kinship),
                    PeruvianText.ShortDate(one.BirthDate),
                    PeruvianText.Percent(one.Share)
                )),
                new TableRow(["Total", "", "", "", PeruvianText.Percent(people.Sum(one => one.Share))], IsTotal: true),
            ]
        )
        {
            Caption = caption,
        };

    private static IEnumerable<Block> Guardians(IReadOnlyList<Beneficiary> people) =>
        people.Any(one => one.Guardian is not null)
            ?
            [
                new Heading("Quien recibe por un menor de edad"),
                new KeyValues([
                    .. people
                        .Where(one => one.Guardian is not null)
                        .Select(one => new KeyValue(
                            one.Name,
                            $"{one.Guardian!.Name}, {DocumentName(one.Guardian.DocumentType)} {one.Guardian.DocumentNumber}"
                        )),
                ]),
            ]
            : [];

    private static IEnumerable<Block> Clauses() =>
        [
            new Heading("Primera. Efecto"),
            new Paragraph(
                "Esta carta rige desde la hora de su firma y deja sin efecto las anteriores. El asociado puede cambiarla cuando quiera."
            ),
            new Heading("Segunda. Beneficiario fallecido"),
            new Paragraph(
                "La parte de un beneficiario principal que muere antes que el asociado acrece a los demás en proporción a sus partes; si no "
                    + "queda ninguno, reciben los suplentes."
            ),
            new Heading("Tercera. Sin carta vigente"),
            new Paragraph("A falta de carta vigente se paga a los herederos legales que acrediten serlo con el documento de sucesión."),
        ];

    private static string DocumentName(string type) =>
        type switch
        {
            "dni" => "DNI",
            "ce" => "C.E.",
            _ => "Pasaporte",
        };

    private static string KinshipName(string kinship) =>
        kinship switch
        {
            "spouse" => "Cónyuge",
            "partner" => "Conviviente",
            "child" => "Hijo(a)",
            "parent" => "Padre o madre",
            "sibling" => "Hermano(a)",
            _ => "Otro",
        };
}
