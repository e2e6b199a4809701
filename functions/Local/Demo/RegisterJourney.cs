using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Serverless.Local.Demo;

/// <summary>
/// The teacher register arrives: ten thousand lines, some wrong. Good ones become members, wrong ones come back with a reason, a
/// member is found by document, and the same file again changes nothing.
/// </summary>
internal static class RegisterJourney
{
    private const string Imports = "/api/v1/membership/backoffice/register-imports";
    private static readonly RegisterFile File = RegisterFile.Of(10_000);

    internal static Journey Journey { get; } =
        new("Llega el padrón de docentes (the teacher register arrives)", "membership-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        await demo.StepAsync("Somebody who is not signed in tries to send a register", () => RefusedAsync(demo));
        await demo.SignInAsync("ana.registro");
        var import = "";
        await demo.StepAsync("Ana envía el padrón: 10 000 líneas", async () => $"taken as import {import = await SendAsync(demo, File)}");
        await demo.StepAsync("The job takes the lines over", async () => Counts(await FinishedAsync(demo, import), isFirst: true));
        await demo.StepAsync("Ana descarga las líneas observadas", () => ReportAsync(demo, import));
        await demo.StepAsync("Ana busca a una docente por su DNI", () => FindAsync(demo));
        await demo.StepAsync(
            "The same file comes a second time",
            async () => Counts(await FinishedAsync(demo, await SendAsync(demo, File)), isFirst: false)
        );
    }

    private static async Task<string> RefusedAsync(DemoSession demo)
    {
        using var nobody = new HttpRequestMessage(HttpMethod.Post, Imports);
        await demo.JsonAsync(nobody, 401);
        return "refused";
    }

    /// <summary>Announces the file and sends block after block, each with its digest, until the server has all.</summary>
    internal static async Task<string> SendAsync(DemoSession demo, RegisterFile file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        using var announce = new HttpRequestMessage(HttpMethod.Post, Imports);
        announce.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        announce.Content = JsonContent.Create(new { length = bytes.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) });
        var view = await demo.JsonAsync(announce, 201);
        var id = view.GetProperty("id").GetString()!;
        var size = view.GetProperty("blockBytes").GetInt32();
        while (view.TryGetProperty("nextBlock", out var next) && next.ValueKind == JsonValueKind.Number)
        {
            var number = next.GetInt32();
            var block = bytes.AsMemory(number * size, Math.Min(size, bytes.Length - (number * size)));
            using var put = new HttpRequestMessage(HttpMethod.Put, $"{Imports}/{id}/blocks/{number}")
            {
                Content = new ReadOnlyMemoryContent(block),
            };
            put.Headers.Add("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(block.Span))}:");
            view = await demo.JsonAsync(put, 200);
        }
        return id;
    }

    internal static Task<JsonElement> FinishedAsync(DemoSession demo, string import) =>
        demo.UntilAsync(
            async () =>
            {
                var view = await demo.GetAsync($"{Imports}/{import}");
                return view.GetProperty("status").GetString() == "finished" ? view : (JsonElement?)null;
            },
            TimeSpan.FromMinutes(15),
            "the import is not finished"
        );

    /// <summary>On a laptop that has played the demo before, the first file changes nothing either.</summary>
    private static string Counts(JsonElement view, bool isFirst)
    {
        int Of(string name) => view.GetProperty(name).GetInt32();

        var (registered, unchanged) = (Of("registered"), Of("unchanged"));
        DemoSession.Expect(registered + unchanged + Of("updated") == File.Teachers, $"{File.Teachers} teachers were sent: {view}");
        DemoSession.Expect(isFirst || unchanged == File.Teachers, $"the same file changed something: {view}");
        DemoSession.Expect(Of("rejected") == File.BadLines.Count, $"{File.BadLines.Count} lines are wrong: {view}");
        return $"{registered} registered, {unchanged} unchanged, {Of("rejected")} refused";
    }

    private static async Task<string> ReportAsync(DemoSession demo, string import)
    {
        var report = await demo.Http.GetStringAsync($"{Imports}/{import}/report", demo.Stop);
        var lines = report.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        var listed = lines
            .Select(line => line.Split(','))
            .Select(cells => new BadLine(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1]));
        DemoSession.Expect(listed.SequenceEqual(File.BadLines), $"the report lists other lines:\n{report}");
        return $"{lines.Length} lines with their reasons, the first: {lines[0]}";
    }

    private static async Task<string> FindAsync(DemoSession demo)
    {
        var member = await demo.GetAsync($"/api/v1/membership/backoffice/members?dni={RegisterFile.SampleDni}");
        return $"{member.GetProperty("givenNames")} {member.GetProperty("familyNames")}, DNI {member.GetProperty("dni")}, {member.GetProperty("ugel")}";
    }
}
