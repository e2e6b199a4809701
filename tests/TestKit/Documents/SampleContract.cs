using Serverless.Platform.Documents;

namespace Serverless.TestKit.Documents;

/// <summary>A credit contract of two pages, in the shape that the credit templates give it.</summary>
public static class SampleContract
{
    private const string Compensation =
        "El importe del crédito devenga intereses compensatorios a la tasa efectiva anual indicada en las condiciones "
        + "particulares, calculados sobre el saldo de capital y los días transcurridos, sobre un año base de 360 días. "
        + "No se capitalizan intereses ni se cobra comisión o penalidad alguna por pago tardío (Ley 31143).";

    public static DocumentContent Create() =>
        new(SampleDocuments.Letterhead, "Contrato de crédito ordinario", [.. Conditions(), .. Clauses(), .. Closing()])
        {
            Subtitle = "N.º 2026-031845 · versión 3 de la plantilla, vigente desde el 1 de octubre de 2026",
            FooterText = "Contrato N.º 2026-031845",
        };

    private static IEnumerable<Block> Conditions() =>
        [
            new Paragraph(
                new TextRun("Conste por el presente documento el contrato de crédito que celebran, de una parte, "),
                new TextRun("Mutual Magisterial", Bold: true),
                new TextRun(", con RUC 20123456786, a quien en adelante se denominará «la Institución»; y, de la otra parte, "),
                new TextRun("María Ángeles Ñahui Güere", Bold: true),
                new TextRun(", a quien en adelante se denominará «la Asociada», en los términos y condiciones siguientes:")
            ),
            new Heading("Condiciones particulares"),
            new KeyValues(
                new KeyValue("Importe del crédito", "S/ 8,000.00 (ocho mil y 00/100 soles)"),
                new KeyValue("Plazo", "24 cuotas mensuales"),
                new KeyValue("Tasa efectiva anual (TEA)", "16.00 %"),
                new KeyValue("Tasa de costo efectivo anual (TCEA)", "17.42 %"),
                new KeyValue("Cuota mensual", "S/ 391.57"),
                new KeyValue("Forma de pago", "Descuento por planilla; ante su falta, pago directo")
            ),
            new Table(
                [
                    new TableColumn("Cuota", 0.7),
                    new TableColumn("Vencimiento", 1.2),
                    TableColumn.Figures("Amortización (S/)", 1.3),
                    TableColumn.Figures("Interés (S/)"),
                    TableColumn.Figures("Seguro (S/)"),
                    TableColumn.Figures("Total (S/)"),
                ],
                [
                    new TableRow("1", "31/12/2026", "284.05", "99.52", "8.00", "391.57"),
                    new TableRow("2", "31/01/2027", "287.87", "95.98", "7.72", "391.57"),
                    new TableRow("3", "28/02/2027", "291.73", "92.40", "7.44", "391.57"),
                    new TableRow(["Primeras tres cuotas", "", "863.65", "287.90", "23.16", "1,174.71"], IsTotal: true),
                ]
            )
            {
                Caption = "Extracto del cronograma; el cronograma completo es el anexo 1",
            },
        ];

    private static IEnumerable<Block> Clauses() =>
        [
            new Heading("Primera. Objeto"),
            new Paragraph(
                "La Institución otorga a la Asociada un crédito por el importe señalado en las condiciones particulares, que se "
                    + "desembolsa mediante abono en la cuenta que la Asociada ha indicado y cuya titularidad se ha verificado. ¿Qué "
                    + "ocurre si el abono es rechazado por el banco? El contrato no surte efecto y nada se adeuda."
            ),
            new Heading("Segunda. Intereses y gastos"),
            new Paragraph(Compensation),
            new Heading("Tercera. Autorización de descuento"),
            new Paragraph(
                "La Asociada autoriza de manera expresa e irrevocable, mientras exista saldo deudor, el descuento de las cuotas por "
                    + "planilla única de remuneraciones o pensiones. El descuento se aplica después de los descuentos legales y judiciales "
                    + "y deja a la Asociada no menos del cincuenta por ciento (50 %) de su remuneración o pensión neta mensual "
                    + "(D.S. 010-2014-EF)."
            ),
            new Heading("Cuarta. Derechos de la Asociada"),
            new ItemList([
                new ListItem(
                    "4.1",
                    "Pagar anticipadamente, en forma total o parcial, con reducción de los intereses y del seguro al día del pago, sin comisiones ni penalidades, y elegir entre reducir el monto de la cuota o el plazo."
                ),
                new ListItem(
                    "4.2",
                    "Recibir gratuitamente, cada mes, su estado de cuenta por el canal digital que haya elegido, y en papel cuando lo solicite."
                ),
                new ListItem("4.3", "Desistirse de este contrato antes del desembolso, sin expresión de causa y sin costo."),
                new ListItem(
                    "4.4",
                    "Presentar reclamos por el libro de reclamaciones y recibir respuesta dentro de quince (15) días hábiles improrrogables."
                ),
            ]),
            new Heading("Quinta. Incumplimiento"),
            new Paragraph(
                "El retraso en el pago genera interés moratorio desde el día siguiente al vencimiento, a la tasa indicada en la hoja "
                    + "resumen y dentro del tope que fija el Banco Central de Reserva del Perú, además del interés compensatorio. La "
                    + "Institución comunica el retraso antes de reportarlo a una central de riesgos."
            ),
            new Heading("Sexta. Datos personales"),
            new Paragraph(
                "Los datos personales se tratan conforme a la Ley 29733 y su reglamento (D.S. 016-2024-JUS), para la evaluación, "
                    + "otorgamiento y cobranza del crédito. La Asociada puede ejercer sus derechos de información, acceso, rectificación, "
                    + "cancelación y oposición desde la aplicación o en cualquier oficina."
            ),
        ];

    private static IEnumerable<Block> Closing() =>
        [
            new Heading("Firma electrónica"),
            new Paragraph(
                "La Asociada manifiesta su voluntad mediante verificación facial y un código de un solo uso vinculado a este documento "
                    + "(artículos 141 y 141-A del Código Civil; Ley 27269). Las constancias de ambos actos integran el expediente de evidencia."
            )
            {
                KeepTogether = true,
            },
            new Notice(
                new TextRun("Lea antes de firmar. ", Bold: true),
                new TextRun(
                    "Si no paga puntualmente se le cobrarán intereses moratorios y el retraso puede informarse a las centrales de riesgo."
                )
            ),
            new QrCode(
                SampleDocuments.VerificationPage.AbsoluteUri,
                "Código QR con la dirección de la página de verificación de este contrato",
                [
                    new TextRun("Verificación pública\n", Bold: true),
                    new TextRun("Compruebe la vigencia de este contrato en "),
                    new TextRun(SampleDocuments.VerificationPage.AbsoluteUri, Link: SampleDocuments.VerificationPage),
                    new TextRun(". Código del documento: 7K3M-9QXD."),
                ]
            ),
        ];
}
