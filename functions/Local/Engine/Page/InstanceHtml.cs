using System.Globalization;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Hub;
using Serverless.Local.Engine.Rules;
using static Serverless.Local.Engine.Page.PageParts;

namespace Serverless.Local.Engine.Page;

/// <summary>One instance: how it stands, what it was told and did, and what can be done to it in that state.</summary>
internal static class InstanceHtml
{
    internal static string Of(OrchestrationState state, IReadOnlyList<HistoryEvent> history, string? said)
    {
        var told = said is null ? "" : $"<p role=\"status\">{Text(Said(said))}</p>";
        return Whole(
            $"{state.InstanceId} · Orquestaciones",
            $"""
            <nav aria-label="Ruta"><a href="{OrchestrationsPage.Path}">Orquestaciones</a></nav>
            <h1>{Text(state.InstanceId)}</h1>
            {told}
            <dl>
            <dt>Orquestación</dt><dd>{Text(state.Name)} {Text(state.Version)}</dd>
            <dt>Estado</dt><dd>{Status(state.OrchestrationStatus)}</dd>
            <dt>Creada</dt><dd>{Time(state.CreatedTimestamp)}</dd>
            <dt>Cambió</dt><dd>{Time(state.LastUpdatedTimestamp)}</dd>
            {Parent(state)}
            <dt>Dice</dt><dd>{Json(state.CustomStatus)}</dd>
            <dt>Entrada</dt><dd>{Json(state.Input)}</dd>
            <dt>Resultado</dt><dd>{Json(state.Output)}</dd>
            {Failure(state.FailureDetails)}
            </dl>
            <section aria-label="Acciones">{(state.OrchestrationStatus.IsEnded() ? Ended(state) : Live(state))}</section>
            <table><caption>Historia: {history.Count} sucesos</caption>
            <thead><tr><th scope="col">Hora</th><th scope="col">Suceso</th><th scope="col">De qué</th></tr></thead>
            <tbody>{string.Concat(history.Select(Row))}</tbody></table>
            """
        );
    }

    private static string Parent(OrchestrationState state) =>
        state.ParentInstanceId is { Length: > 0 } parent ? $"<dt>Llamada por</dt><dd>{Link(parent)}</dd>" : "";

    private static string Failure(TaskFailureDetails? failure) =>
        failure is null
            ? ""
            : $"<dt>Falla</dt><dd><pre>{Text($"{failure.ErrorType}: {failure.ErrorMessage}\n{failure.StackTrace}")}</pre></dd>";

    private static string Live(OrchestrationState state)
    {
        var of = Actions(state);
        var pause =
            state.OrchestrationStatus == OrchestrationStatus.Suspended
                ? Form($"{of}/resume", Field("Motivo", "reason"), "Reanudar")
                : Form($"{of}/suspend", Field("Motivo", "reason"), "Suspender");
        return Form($"{of}/raise", Field("Suceso", "name", "wake") + Field("Datos JSON", "input"), "Avisar")
            + pause
            + Form($"{of}/terminate", Field("Motivo", "reason"), "Terminar");
    }

    private static string Ended(OrchestrationState state)
    {
        var of = Actions(state);
        var rewind =
            state.OrchestrationStatus == OrchestrationStatus.Failed ? Form($"{of}/rewind", Field("Motivo", "reason"), "Rebobinar") : "";
        return Form($"{of}/restart", "", "Empezar otra vez") + rewind + Form($"{of}/purge", "", "Borrar");
    }

    private static string Actions(OrchestrationState state) => $"{OrchestrationsPage.Path}/{Uri.EscapeDataString(state.InstanceId)}";

    private static string Row(HistoryEvent e) =>
        $"<tr><td>{e.Timestamp.ToDateTime().ToString("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}</td>"
        + $"<td>{e.EventTypeCase}</td><td>{Text(InstanceJson.About(e))}</td></tr>";

    /// <summary>Action and answer come back in the address; anything else there is shown as nothing.</summary>
    private static string Said(string said) =>
        said.Split('-') switch
        {
            [_, nameof(HubAnswer.Done)] => "Hecho. El cambio se ve cuando el motor lo toma.",
            [_, nameof(HubAnswer.WrongState)] => "En este estado no se puede.",
            [_, nameof(HubAnswer.NotFound)] => "No existe.",
            _ => "",
        };
}
