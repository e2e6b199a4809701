using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Templates;

/// <summary>From figures to a draft: one template per kind. Pure; a template refuses figures that contradict each other.</summary>
internal static class DocumentTemplates
{
    /// <returns>The draft, or <c>contracts.figures-do-not-add-up</c>.</returns>
    internal static Result<DocumentDraft> Compose(DocumentData data, MemberPerson person) =>
        data switch
        {
            AffiliationContract affiliation => AffiliationTemplate.Compose(affiliation, person),
            BeneficiaryLetter letter => LetterTemplate.Compose(letter, person),
            CreditContract credit => CreditTemplate.Compose(credit, person),
            AccountStatement statement => StatementTemplate.Compose(statement, person),
            NoDebtCertificate certificate => NoDebtTemplate.Compose(certificate, person),
            BenefitResolution resolution => ResolutionTemplate.Compose(resolution, person),
            _ => throw new ArgumentOutOfRangeException(nameof(data)),
        };

    /// <summary>The member, as every document names them.</summary>
    internal static IEnumerable<KeyValue> Party(MemberPerson person) =>
        [new("Asociado", $"{person.GivenNames} {person.FamilyNames}"), new("DNI", person.Dni), new("Código modular", person.ModularCode)];

    internal static Paragraph Text(params TextRun[] runs) => new(runs);

    internal static TextRun Strong(string text) => new(text, Bold: true);

    /// <summary>How the member's will is proved, the same on everything that is signed.</summary>
    internal static IEnumerable<Block> SignatureClause() =>
        [
            new Heading("Firma electrónica"),
            new Paragraph(
                "El asociado manifiesta su voluntad por medios electrónicos: se comprueba quién es y confirma con un código de un solo "
                    + "uso, ligado a la huella digital de este mismo documento (Código Civil, artículos 141 y 141-A; Ley 27269). La "
                    + "constancia de esos actos se guarda en un archivo de evidencia. La institución sella el documento después de la firma."
            )
            {
                KeepTogether = true,
            },
        ];

    /// <summary>How personal data are treated, the same on everything that is signed.</summary>
    internal static IEnumerable<Block> PrivacyClause(string heading) =>
        [
            new Heading(heading),
            new Paragraph(
                "Los datos personales se tratan conforme a la Ley 29733 y su reglamento (D.S. 016-2024-JUS), solo para los fines de este "
                    + "documento. El asociado puede pedir información, acceso, rectificación, cancelación y oposición desde la aplicación "
                    + "o en cualquier oficina."
            ),
        ];
}
