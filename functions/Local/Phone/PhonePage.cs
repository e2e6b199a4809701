using Microsoft.AspNetCore.StaticFiles;
using Serverless.Local.Demo;

namespace Serverless.Local.Phone;

/// <summary>
/// The phone of 360 px at <c>/_local/</c>: static files of this assembly, a client of the public API like any other. Nothing of it is in
/// App, and nothing it needs comes from another machine.
/// </summary>
internal static class PhonePage
{
    private const string Prefix = "phone/";
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static readonly FileExtensionContentTypeProvider Types = new();
    private static readonly Dictionary<string, byte[]> Files = Load();

    internal static void Map(WebApplication app)
    {
        app.MapGet("/_local/", (HttpContext context) => File(context, "index.html"));
        app.MapGet("/_local/telefono/personas.json", () => Results.Json(SamplePerson.All, PhoneJson.Default.IReadOnlyListSamplePerson));
        app.MapGet("/_local/telefono/padron.csv", () => Results.Text(RegisterFile.Of(SamplePerson.RegisterLines).Text, "text/csv"));
        app.MapGet("/_local/telefono/{**path}", (HttpContext context, string path) => File(context, path));
    }

    private static IResult File(HttpContext context, string path)
    {
        if (!Files.TryGetValue(path, out var content))
        {
            return Results.NotFound();
        }
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        Types.TryGetContentType(path, out var type);
        return Results.Bytes(content, type!.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type);
    }

    private static Dictionary<string, byte[]> Load()
    {
        var assembly = typeof(PhonePage).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);

        byte[] Read(string name)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
