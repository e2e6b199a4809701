using System.Globalization;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;
using static Serverless.App.Contracts.Templates.DocumentTemplates;

namespace Serverless.App.Contracts.Templates;

/// <summary>Carta de Autorización de Descuento de Aportes Previsionales (domain.md §1.2).</summary>
internal static class AffiliationTemplate
{
    internal const string Version = "CADAP-1";

    internal static Result<DocumentDraft> Compose(AffiliationContract data, MemberPerson person) =>
        data.Monthly <= Money.Zero
            ? ContractErrors.FiguresWrong
            : new DocumentDraft(
                Version,
                "Carta de autorización de descuento de aportes previsionales",
                "Carta de autorización (CADAP)",
                [
                    .. Conditions(data, person),
                    .. Clauses(),
                    .. PrivacyClause("Quinta. Datos personales"),
                    .. Agreed(data),
                    .. SignatureClause(),
                ]
            );

    private static IEnumerable<Block> Conditions(AffiliationContract data, MemberPerson person) =>
        [
            Text(
                "Por este documento, ",
                Strong($"{person.GivenNames} {person.FamilyNames}"),
                $", {PeruvianText.MemberKind(data.MemberKind)}, se afilia al fondo de previsión y autoriza el descuento de sus aportes en los "
                    + "términos que siguen."
            ),
            new Heading("Datos de la afiliación"),
            new KeyValues([
                .. Party(person),
                new("Unidad de pago", data.Ugel),
                new("Afiliación", string.Create(CultureInfo.InvariantCulture, $"N.º {data.Round} del asociado")),
                new("Aporte mensual", PeruvianText.InFull(data.Monthly)),
                new(
                    "Base del aporte",
                    string.Create(CultureInfo.InvariantCulture, $"0.5 % de la UIT del año; el monto corresponde a {data.Year}")
                ),
            ]),
        ];

    private static IEnumerable<Block> Clauses() =>
        [
            new Heading("Primera. Autorización"),
            new Paragraph(
                "El asociado autoriza a su unidad de pago a descontar cada mes su aporte de la planilla única de remuneraciones y a "
                    + "entregarlo a la institución. El monto sigue a la UIT de cada año sin necesidad de otro documento."
            ),
            new Heading("Segunda. Límite del descuento"),
            new Paragraph(
                "El descuento se aplica después de los descuentos legales y judiciales. El asociado conserva no menos del cincuenta por "
                    + "ciento (50 %) de su remuneración neta mensual (D.S. 010-2014-EF). Lo que no se pudo descontar no genera interés ni recargo."
            ),
            new Heading("Tercera. Cuenta individual"),
            new Paragraph(
                "Cada aporte se abona en la cuenta individual del asociado, que gana los intereses y bonificaciones que la institución "
                    + "publica. El asociado puede ver sus movimientos y pedir su estado de cuenta en todo momento y sin costo."
            ),
            new Heading("Cuarta. Inicio y término"),
            new ItemList([
                new ListItem("4.1", "La afiliación empieza cuando la unidad de pago aplica el primer descuento."),
                new ListItem("4.2", "La autorización rige hasta el cese del docente o hasta que pida su desafiliación."),
                new ListItem("4.3", "El pedido de desafiliación se hace en la aplicación o en una oficina, sin costo y sin dar razones."),
            ]),
        ];

    private static IEnumerable<Block> Agreed(AffiliationContract data) =>
        data.Consents.Count == 0
            ? []
            :
            [
                new Heading("Textos aceptados"),
                new Table(
                    [new TableColumn("Texto", 1), new TableColumn("Versión", 0.7), new TableColumn("Huella (SHA-256)", 3)],
                    [.. data.Consents.Select(text => new TableRow(text.Purpose, text.Version, text.TextHash))]
                )
                {
                    Caption = "Consentimientos que el asociado dio al iniciar su afiliación",
                },
            ];
}
