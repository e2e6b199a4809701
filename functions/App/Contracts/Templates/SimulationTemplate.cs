using Serverless.App.Contracts.Messages.Templates;
using Serverless.Platform.Documents;
using Serverless.Platform.Kernel;
using static Serverless.App.Contracts.Templates.DocumentTemplates;

namespace Serverless.App.Contracts.Templates;

/// <summary>The summary sheet (hoja resumen) of a simulation, with its schedule: Res. SBS 3274-2017.</summary>
internal static class SimulationTemplate
{
    private const string Version = "HR-1";

    internal static Result<DocumentDraft> Compose(CreditSimulation data) =>
        !CreditFigures.AddUp(data.Summary, data.Rows)
            ? ContractErrors.FiguresWrong
            : new DocumentDraft(
                Version,
                "Hoja resumen",
                $"Simulación de {data.Product}",
                [
                    new Notice(
                        Strong("Es una simulación, no un contrato. "),
                        "Muestra lo que te costaría el crédito si lo recibieras hoy. No te obliga a nada: valen las cifras del contrato."
                    ),
                    CreditFigures.Sheet(data.Summary, data.Rows),
                    new Heading("Tus derechos"),
                    new ItemList([.. data.Rights.Select((right, at) => new ListItem($"{at + 1}.", right))]),
                    new PageBreak(),
                    new Heading("Cronograma de pagos"),
                    CreditFigures.Schedule(data.Rows, $"Simulación de {PeruvianText.Figures(data.Summary.Amount)} soles"),
                ]
            );
}
