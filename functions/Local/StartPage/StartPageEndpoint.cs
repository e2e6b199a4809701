using System.Net;
using System.Text;
using Serverless.Local.Host;
using Serverless.Local.Identity;

namespace Serverless.Local.StartPage;

/// <summary>The page at <c>/_local/estado</c>: where everything is and how it does, rendered on the server, in Spanish.</summary>
internal static class StartPageEndpoint
{
    internal const string Path = "/_local/estado";

    internal static void Map(WebApplication app, FunctionHost host)
    {
        app.MapGet(Path, async (CancellationToken cancellation) => Html(await RenderAsync(host, cancellation)));
    }

    private static IResult Html(string page) => Results.Content(page, "text/html", Encoding.UTF8);

    private static async Task<string> RenderAsync(FunctionHost host, CancellationToken cancellation)
    {
        var queues = await Task.WhenAll(
            host.Queues.Select(queue => queue.QueueName)
                .Distinct()
                .Select(async name =>
                    Row(name, await CountAsync(host, name, cancellation), await CountAsync(host, $"{name}-poison", cancellation))
                )
        );
        var timers = host.Timers.Select(timer => Row(timer.Function, $"{timer.Next:yyyy-MM-dd HH:mm:ss} UTC"));
        var functions = host.Root.Functions.Select(function => Row(function.Name, function.Trigger?.Type ?? ""));
        var officers = Officer.Samples.Select(officer => Row(officer.UserName, officer.Name, string.Join(", ", officer.Roles)));
        var handler = host.Handler.ProcessId is { } id ? $"en marcha (proceso {id}, {host.Handler.Starts}.º arranque)" : "detenida";
        return $"""
            <!doctype html>
            <html lang="es">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Serverless en esta computadora</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>Serverless en esta computadora</h1>
            <p>Aplicación: {handler}</p>
            <nav aria-label="Enlaces"><ul>
            <li><a href="/_local/">Teléfono de prueba</a></li>
            <li><a href="/api/v1/platform/docs">Documentación de la API</a></li>
            <li><a href="/api/v1/platform/openapi.json">Descripción OpenAPI</a></li>
            <li><a href="/api/v1/platform/health/ready">Salud de las dependencias</a></li>
            <li><a href="/_local/orchestrations">Orquestaciones</a></li>
            <li><a href="/_local/oidc/.well-known/openid-configuration">Inicio de sesión del personal (simulado)</a></li>
            </ul></nav>
            {Table("Colas", ["Cola", "Mensajes", "Fallidos"], queues)}
            {Table("Tareas programadas", ["Función", "Próxima ejecución"], timers)}
            {Table("Funciones", ["Función", "Se activa por"], functions)}
            {Table("Personal de ejemplo", ["Usuario", "Nombre", "Roles"], officers)}
            </main>
            </body>
            </html>
            """;
    }

    private static string Table(string caption, string[] columns, IEnumerable<string> rows)
    {
        var body = string.Join('\n', rows);
        return body.Length == 0
            ? ""
            : $"""
                <table><caption>{caption}</caption>
                <thead><tr>{string.Concat(columns.Select(column => $"<th scope=\"col\">{column}</th>"))}</tr></thead>
                <tbody>
                {body}
                </tbody></table>
                """;
    }

    private static string Row(string name, params string[] cells) =>
        $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(name)}</th>{string.Concat(cells.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>"))}</tr>";

    private static async Task<string> CountAsync(FunctionHost host, string queue, CancellationToken cancellation)
    {
        var client = host.QueueService.GetQueueClient(queue);
        return await client.ExistsAsync(cancellation)
            ? $"{(await client.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount}"
            : "0";
    }

    internal const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}main{max-width:60rem;margin:0 auto;padding:1rem}"
        + "table{border-collapse:collapse;margin:1.5rem 0;width:100%}caption{text-align:left;font-weight:700;font-size:1.2rem}"
        + "th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #767676;font-weight:400}thead th{font-weight:700}"
        + "a{color:#0b4f9e}a:focus{outline:3px solid #0b4f9e;outline-offset:2px}";
}
