using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Serverless.Platform.Hosting.Reference;

/// <summary>
/// The reference for people: one page of ours that reads the OpenAPI document and the error catalogue of this very app. It loads
/// nothing from anywhere else, and its policy admits its own script and style by hash only.
/// </summary>
internal static class ReferencePage
{
    private static readonly string Page = Load();

    private static readonly string Policy =
        $"default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; script-src '{HashOf("script")}'; style-src '{HashOf("style")}'";

    internal static Task WriteAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Page, context.RequestAborted);
    }

    private static string HashOf(string element)
    {
        var start = Page.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var text = Page[start..Page.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Load()
    {
        using var stream = typeof(ReferencePage).Assembly.GetManifestResourceStream("reference.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
