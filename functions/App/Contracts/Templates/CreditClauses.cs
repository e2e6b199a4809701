using Serverless.Platform.Documents;

namespace Serverless.App.Contracts.Templates;

/// <summary>The clauses of the credit contract; their sources are named where they speak of them.</summary>
internal static class CreditClauses
{
    internal static IEnumerable<Block> All() =>
        [
            new Heading("Primera. Objeto"),
            new Paragraph(
                "La institución presta al asociado el importe de la hoja resumen (anexo 1) y lo abona en la cuenta que él indicó. Si el banco "
                    + "rechaza el abono, el contrato no surte efecto y nada se adeuda."
            ),
            new Heading("Segunda. Intereses y gastos"),
            new Paragraph(
                "El interés compensatorio corre a la TEA de la hoja resumen, sobre el saldo de capital y los días transcurridos, con un año "
                    + "de 360 días. No se capitaliza interés ni se cobra comisión o penalidad alguna por pago tardío (Ley 31143)."
            ),
            new Heading("Tercera. Pago"),
            new Paragraph(
                "El asociado paga las cuotas del cronograma (anexo 2) y autoriza su descuento por planilla mientras exista saldo. El descuento "
                    + "se aplica después de los legales y judiciales y le deja no menos del cincuenta por ciento (50 %) de su remuneración o "
                    + "pensión neta (D.S. 010-2014-EF). Lo que la planilla no alcance a descontar lo paga el asociado por los demás canales."
            ),
            new Heading("Cuarta. Derechos del asociado"),
            new ItemList([
                new ListItem(
                    "4.1",
                    "Pagar antes de tiempo, en todo o en parte, con intereses y seguro al día del pago, sin comisión ni penalidad, y elegir entre cuota menor o plazo menor."
                ),
                new ListItem("4.2", "Recibir gratis su estado de cuenta por el canal digital que elija, y en papel si lo pide."),
                new ListItem("4.3", "Desistirse antes del desembolso, sin dar razones y sin costo."),
                new ListItem("4.4", "Reclamar por el libro de reclamaciones y tener respuesta en quince (15) días hábiles, sin prórroga."),
            ]),
            new Heading("Quinta. Mora"),
            new Paragraph(
                "Desde el día siguiente al vencimiento corre el interés moratorio a la tasa de la hoja resumen, dentro del tope del Banco "
                    + "Central de Reserva, además del compensatorio. La institución avisa del retraso antes de informarlo a una central de riesgos."
            ),
        ];
}
