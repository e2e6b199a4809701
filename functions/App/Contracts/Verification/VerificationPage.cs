using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Templates;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Verification;

/// <summary>
/// The verification as a page for people, whole without any script; the script only hashes a chosen file on the visitor's own machine
/// and compares. Its policy admits its own script and style by hash and lets nothing leave the page.
/// </summary>
internal static class VerificationPage
{
    private static readonly string Page = Load();

    private static readonly string Policy =
        $"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; script-src '{HashOf("script")}'; style-src '{HashOf("style")}'";

    internal static ContentHttpResult Of(VerificationView view, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        var html = Page.Replace("{{status}}", WebUtility.HtmlEncode(view.Status), StringComparison.Ordinal)
            .Replace("{{statusText}}", WebUtility.HtmlEncode(view.StatusText), StringComparison.Ordinal)
            .Replace("{{code}}", WebUtility.HtmlEncode(view.Code), StringComparison.Ordinal)
            .Replace("{{sha256}}", WebUtility.HtmlEncode(view.Sha256 ?? ""), StringComparison.Ordinal)
            .Replace("{{facts}}", string.Concat(Facts(view).Select(Row)), StringComparison.Ordinal);
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    private static IEnumerable<(string Name, string Value)> Facts(VerificationView view) =>
        new (string Name, string? Value)[]
        {
            ("Documento", view.KindText),
            ("Código", view.Code),
            ("Emitido", Day(view.IssuedOn)),
            ("Firmado", Moment(view.SignedAt)),
            ("Sellado", Moment(view.SealedAt)),
            ("Hora certificada", Moment(view.TimeStampedAt)),
            ("Vale hasta", Day(view.ValidUntil)),
            ("Sin efecto desde", Moment(view.VoidedAt)),
            ("Huella (SHA-256)", view.Sha256),
        }
            .Where(fact => !string.IsNullOrEmpty(fact.Value))
            .Select(fact => (fact.Name, fact.Value!));

    private static string Row((string Name, string Value) fact) =>
        $"<div><dt>{WebUtility.HtmlEncode(fact.Name)}</dt><dd>{WebUtility.HtmlEncode(fact.Value)}</dd></div>";

    private static string? Day(DateOnly? day) => day is { } date ? PeruvianText.LongDate(date) : null;

    private static string? Moment(DateTimeOffset? at) =>
        at is { } moment ? $"{PeruvianText.LongDate(LimaTime.DateOf(moment))}, {LimaTime.At(moment):HH:mm} (hora de Lima)" : null;

    private static string HashOf(string element)
    {
        var start = Page.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var text = Page[start..Page.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Load()
    {
        using var stream = typeof(VerificationPage).Assembly.GetManifestResourceStream("verification.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
