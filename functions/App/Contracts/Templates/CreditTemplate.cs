using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;
using static Serverless.App.Contracts.Templates.DocumentTemplates;

namespace Serverless.App.Contracts.Templates;

/// <summary>Credit contract with summary sheet (annex 1) and schedule (annex 2): Res. SBS 3274-2017, Ley 31143.</summary>
internal static class CreditTemplate
{
    internal const string Version = "CC-1";

    internal static Result<DocumentDraft> Compose(CreditContract data, MemberPerson person) =>
        !CreditFigures.AddUp(data.Summary, data.Rows)
            ? ContractErrors.FiguresWrong
            : new DocumentDraft(
                Version,
                "Contrato de crédito",
                $"Contrato de crédito {data.Number}",
                [
                    Text(
                        "Contrato que celebran la institución y ",
                        Strong($"{person.GivenNames} {person.FamilyNames}"),
                        $", el asociado, por un crédito {data.Product} de ",
                        Strong(PeruvianText.InFull(data.Summary.Amount)),
                        "."
                    ),
                    new KeyValues([.. Party(person), new("Producto", data.Product), new("Abono en cuenta", data.DisbursedTo)]),
                    .. CreditClauses.All(),
                    .. PrivacyClause("Sexta. Datos personales"),
                    .. SignatureClause(),
                    new PageBreak(),
                    new Heading("Anexo 1. Hoja resumen"),
                    CreditFigures.Sheet(data.Summary, data.Rows),
                    new Notice(
                        Strong("Lea antes de firmar. "),
                        "Si no paga a tiempo se le cobra interés moratorio y el retraso puede informarse a las centrales de riesgo. Puede pagar "
                            + "antes, todo o en parte, sin comisión ni penalidad."
                    ),
                    new PageBreak(),
                    new Heading("Anexo 2. Cronograma de pagos"),
                    CreditFigures.Schedule(data.Rows, $"Crédito {data.Number}: {PeruvianText.Figures(data.Summary.Amount)} soles"),
                ]
            );
}
