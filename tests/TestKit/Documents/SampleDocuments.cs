using System.Globalization;
using Serverless.Platform.Documents;

namespace Serverless.TestKit.Documents;

/// <summary>The three kinds of paper that members get, as the templates build them; people and figures are invented.</summary>
public static class SampleDocuments
{
    public static readonly DocumentMetadata Metadata = new(
        "Mutual Magisterial",
        "Documento de muestra",
        new DateTimeOffset(2026, 11, 22, 15, 30, 0, TimeSpan.Zero)
    );

    public static readonly Uri VerificationPage = new("https://mutual.example/verificar/7K3M-9QXD");

    public static readonly Letterhead Letterhead = new(
        "Mutual Magisterial",
        ["RUC 20123456786 · Av. Gregorio Escobedo 598, Jesús María, Lima", "Central telefónica 01 219-0200 · www.mutual.example"],
        new VectorImage(
            100,
            100,
            [
                new VectorShape(
                    "M 14 0 L 86 0 C 93.7 0 100 6.3 100 14 L 100 86 C 100 93.7 93.7 100 86 100 L 14 100 C 6.3 100 0 93.7 0 86 L 0 14 C 0 6.3 6.3 0 14 0 Z",
                    InkColor.Accent
                ),
                new VectorShape("M 47 34 C 38 27 26 26 17 28 L 17 74 C 26 72 38 73 47 80 Z", new InkColor(255, 255, 255)),
                new VectorShape("M 53 34 C 62 27 74 26 83 28 L 83 74 C 74 72 62 73 53 80 Z", new InkColor(255, 255, 255)),
                new VectorShape(
                    "M 50 12 L 53 18.5 L 60 19.3 L 54.8 24 L 56.3 31 L 50 27.4 L 43.7 31 L 45.2 24 L 40 19.3 L 47 18.5 Z",
                    new InkColor(0xF2, 0xB7, 0x05)
                ),
            ],
            "Logotipo de Mutual Magisterial"
        )
    );

    public static DocumentContent Statement(int rows = 40)
    {
        var balance = 1_250.40m;
        var lines = new List<TableRow>();
        var opening = new DateOnly(2023, 1, 31);
        for (var i = 0; i < rows; i++)
        {
            var contribution = 64.50m + (i / 12 * 3.20m);
            balance += contribution;
            lines.Add(
                new TableRow(
                    opening.AddMonths(i).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
                    i % 12 == 6
                        ? "Aporte mensual y regularización del descuento de planilla no aplicado en el mes anterior"
                        : "Aporte mensual por planilla",
                    $"{i + 1:D6}",
                    Soles(contribution),
                    "",
                    Soles(balance)
                )
            );
        }

        lines.Add(new TableRow(["Totales al cierre", "", "", Soles(balance - 1_250.40m), "0.00", Soles(balance)], IsTotal: true));
        return new DocumentContent(
            Letterhead,
            "Estado de cuenta individual",
            [
                new KeyValues(
                    new KeyValue("Asociada", "María Ángeles Ñahui Güere"),
                    new KeyValue("Código de asociado", "A-0045871"),
                    new KeyValue("Periodo", "31/01/2023 – 30/04/2026"),
                    new KeyValue("Saldo inicial", "S/ 1,250.40"),
                    new KeyValue("Saldo final", $"S/ {Soles(balance)}")
                ),
                new Table(
                    [
                        new TableColumn("Fecha", 1.05),
                        new TableColumn("Concepto", 2.5),
                        new TableColumn("Documento", 1),
                        TableColumn.Figures("Abono (S/)"),
                        TableColumn.Figures("Cargo (S/)"),
                        TableColumn.Figures("Saldo (S/)", 1.1),
                    ],
                    lines
                )
                {
                    Caption = "Movimientos del fondo de retiro, en soles",
                },
                new Paragraph("Si no reconoce un movimiento, repórtelo dentro de los 30 días de recibido este estado de cuenta."),
            ]
        )
        {
            Subtitle = "Fondo de retiro · emitido el 22 de noviembre de 2026",
        };
    }

    public static DocumentContent NoDebtCertificate(string name = "María Ángeles Ñahui Güere") =>
        new(
            Letterhead,
            "Constancia de no adeudo",
            [
                new Paragraph(
                    new TextRun("Se deja constancia de que "),
                    new TextRun(name, Bold: true),
                    new TextRun(", con documento nacional de identidad "),
                    new TextRun("45·······8", Bold: true),
                    new TextRun(
                        ", no mantiene deuda vigente, vencida ni en cobranza con la institución a la fecha y hora de emisión de este documento."
                    )
                ),
                new KeyValues(
                    new KeyValue("Fecha y hora de emisión", "22/11/2026 10:30 (hora de Lima)"),
                    new KeyValue("Créditos cancelados", "2"),
                    new KeyValue("Último crédito cancelado", "N.º 2024-018772, el 31/08/2026"),
                    new KeyValue("Válida hasta", "22/12/2026")
                ),
                new Paragraph("Se expide a solicitud de la persona interesada, para los fines que estime convenientes."),
                new QrCode(
                    VerificationPage.AbsoluteUri,
                    "Código QR con la dirección de la página de verificación de este documento",
                    [
                        new TextRun("Verifique este documento\n", Bold: true),
                        new TextRun("Escanee el código o ingrese a "),
                        new TextRun(VerificationPage.AbsoluteUri, Link: VerificationPage),
                        new TextRun(".\nLa página muestra si la constancia está vigente, sin mostrar datos personales."),
                    ]
                ),
            ]
        )
        {
            Subtitle = "N.º CNA-2026-004519",
            FooterText = "Constancia N.º CNA-2026-004519",
        };

    public static string Soles(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
}
