using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Serverless.Durable.Protocol;
using Serverless.Local.StartPage;

namespace Serverless.Local.Engine.Page;

/// <summary>What both pages of orchestrations are made of; every value is encoded here.</summary>
internal static class PageParts
{
    private const string Style =
        StartPageEndpoint.Style
        + "main{max-width:80rem}pre{white-space:pre-wrap;word-break:break-word;background:#f4f4f4;padding:.6rem;margin:0}"
        + "dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem}dt{font-weight:700}dd{margin:0;min-width:0}"
        + "td:last-child,tbody th{overflow-wrap:anywhere}form{display:inline-flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.2rem .8rem .2rem 0}"
        + "label{display:flex;flex-direction:column;font-size:.9rem}input,button{font:inherit;padding:.3rem .5rem;min-height:2rem}"
        + "fieldset{border:1px solid #767676;margin:1rem 0}.Failed,.Terminated{color:#a40000;font-weight:700}.Completed{color:#0a5c21}"
        + ".Running,.Pending,.Suspended{color:#0b4f9e}nav ul{display:flex;flex-wrap:wrap;gap:1rem;padding:0;list-style:none}"
        + "[role=status]{background:#e6f0fb;padding:.6rem}";

    internal static string Whole(string title, string body) =>
        $"""
            <!doctype html>
            <html lang="es">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            {body}
            </main>
            </body>
            </html>
            """;

    internal static string Text(string? value) => WebUtility.HtmlEncode(value ?? "");

    internal static string Time(Timestamp? time) => time is null ? "" : Text($"{time.ToDateTime():yyyy-MM-dd HH:mm:ss} UTC");

    internal static string Status(OrchestrationStatus status) => $"<span class=\"{status}\">{status}</span>";

    internal static string Link(string instance) =>
        $"<a href=\"{OrchestrationsPage.Path}/{Uri.EscapeDataString(instance)}\">{Text(instance)}</a>";

    internal static string Field(string label, string name, string value = "", string type = "text") =>
        $"<label>{Text(label)}<input name=\"{name}\" type=\"{type}\" value=\"{Text(value)}\"></label>";

    internal static string Form(string action, string fields, string button) =>
        $"<form method=\"post\" action=\"{Text(action)}\">{fields}<button>{Text(button)}</button></form>";

    /// <summary>JSON over several lines; other text as it is.</summary>
    internal static string Json(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return "—";
        }
        try
        {
            return $"<pre>{Text(JsonNode.Parse(json)?.ToJsonString(Indented) ?? "null")}</pre>";
        }
        catch (JsonException)
        {
            return $"<pre>{Text(json)}</pre>";
        }
    }

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
