using System.Globalization;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Work;
using static Serverless.Local.Engine.Page.PageParts;

namespace Serverless.Local.Engine.Page;

/// <summary>What the list was narrowed to.</summary>
internal readonly record struct ListChoice(string Status, string Prefix);

/// <summary>The list of instances with its counts and the switches of chaos.</summary>
internal static class InstanceListHtml
{
    internal static string Of(LocalTaskHub hub, IReadOnlyList<OrchestrationState> instances, bool isLatest, ListChoice choice, bool hasMore)
    {
        var counts = hub.Instances.Counts().OrderBy(count => count.Key).Select(count => Count(count.Key, count.Value));
        var caption = isLatest ? "Las que cambiaron al último" : "Por identificador";
        var next = hasMore && !isLatest ? NextPage(choice, instances[^1].InstanceId) : "";
        return Whole(
            "Orquestaciones",
            $"""
            <h1>Orquestaciones</h1>
            <nav aria-label="Estados"><ul><li><a href="{OrchestrationsPage.Path}">Todas</a></li>{string.Concat(counts)}</ul></nav>
            <form method="get" action="{OrchestrationsPage.Path}">{Field("Comienza con", "prefix", choice.Prefix)}
            <input type="hidden" name="status" value="{Text(choice.Status)}"><button>Buscar</button></form>
            <table><caption>{caption}</caption>
            <thead><tr><th scope="col">Instancia</th><th scope="col">Orquestación</th><th scope="col">Estado</th>
            <th scope="col">Dice</th><th scope="col">Cambió</th></tr></thead>
            <tbody>{string.Concat(instances.Select(Row))}</tbody></table>
            {next}
            {Switches(hub.Chaos.Switches)}
            """
        );
    }

    private static string Count(OrchestrationStatus status, int count) =>
        $"<li><a href=\"{OrchestrationsPage.Path}?status={status}\">{status}: {count}</a></li>";

    private static string Row(OrchestrationState state) =>
        $"<tr><th scope=\"row\">{Link(state.InstanceId)}</th><td>{Text(state.Name)}</td><td>{Status(state.OrchestrationStatus)}</td>"
        + $"<td>{Text(Cut(state.CustomStatus))}</td><td>{Time(state.LastUpdatedTimestamp)}</td></tr>";

    private static string Cut(string? text) => text is { Length: > 120 } ? $"{text[..120]}…" : text ?? "";

    private static string NextPage(ListChoice choice, string after) =>
        $"<p><a href=\"{OrchestrationsPage.Path}?status={Uri.EscapeDataString(choice.Status)}&amp;prefix={Uri.EscapeDataString(choice.Prefix)}"
        + $"&amp;after={Uri.EscapeDataString(after)}\">Siguientes</a></p>";

    private static string Switches(ChaosSwitches now) =>
        $"""
            <fieldset><legend>Caos: en cuántos de cada 100 casos</legend>
            {Form(
                $"{OrchestrationsPage.Path}/chaos",
                Share("Actividad entregada dos veces", nameof(now.DeliversTwice), now.DeliversTwice)
                    + Share("Caída antes de guardar", nameof(now.DiesBeforeCommit), now.DiesBeforeCommit)
                    + Share("Otro orden", nameof(now.Reorders), now.Reorders)
                    + Share("Reloj atrasado", nameof(now.DelaysTimer), now.DelaysTimer)
                    + Share("Respuesta perdida", nameof(now.LosesAnswer), now.LosesAnswer),
                "Aplicar"
            )}
            </fieldset>
            """;

    private static string Share(string label, string name, double share) =>
        Field(label, name, (share * 100).ToString("0", CultureInfo.InvariantCulture), "number");
}
