using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Local.Demo.Steps;

namespace Serverless.Local.Demo;

/// <summary>
/// A teacher signs her CADAP, downloads the sealed PDF, and anybody may check it: the paper is valid, a copy with one changed bit is
/// refused. Then her phone is lost, and two officers give her a new number under which her papers are hers again.
/// </summary>
internal static class PapersJourney
{
    private const string Contracts = "/api/v1/contracts";

    internal static Journey Journey { get; } =
        new("Una docente firma, verifica y recupera sus papeles (papers)", "contracts-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        var teacher = RegisterFile.TeacherAt(SamplePersonLines.Next());
        using var phone = new MemberPhone(teacher, demo, TimeProvider.System);
        await demo.StepAsync($"{teacher.GivenNames} activa su cuenta", () => EnterAsync(phone, "activations"));
        await MemberJourney.JoinAsync(demo, phone);
        await demo.StepAsync("Envía su foto de referencia", () => FaceSteps.SendReferenceAsync(demo, phone));
        await demo.StepAsync("Dos oficiales miran la foto y dicen que es ella", () => FaceSteps.VoteAsync(demo));
        await demo.StepAsync("Pide los papeles de su inscripción", () => PaperSteps.TakeAsync(demo, phone, "present-papers"));
        await demo.StepAsync(
            "Firma su carta de descuento con su rostro y un código",
            () => PaperSteps.TakeAsync(demo, phone, "sign-contract")
        );
        await CheckAsync(demo, phone);
        await LoseAsync(demo, phone);
    }

    private static async Task CheckAsync(DemoSession demo, MemberPhone phone)
    {
        JsonElement paper = default;
        byte[] file = [];
        await demo.StepAsync(
            "El fondo pone su sello y ella baja el PDF",
            async () =>
            {
                paper = await SealedAsync(demo, phone);
                file = await DownloadAsync(demo, phone, paper);
                return $"{file.Length / 1024.0:0.0} KiB, {paper.GetProperty("statusText").GetString()}; verificación {Code(paper)}";
            }
        );
        await demo.StepAsync(
            "En el banco escanean el QR: sin entrar y sin ver sus datos",
            async () => await VerifyAsync(demo, Code(paper), file, "valid", "same")
        );
        await demo.StepAsync(
            "Alguien cambia un solo bit de la copia",
            async () =>
            {
                byte[] forged = [.. file];
                forged[forged.Length / 2] ^= 1;
                return await VerifyAsync(demo, Code(paper), forged, "valid", "different");
            }
        );
        await demo.StepAsync(
            "Alguien inventa un código",
            async () => await VerifyAsync(demo, "0000-0000-0000-0000", file, "unknown", null)
        );
    }

    private static async Task LoseAsync(DemoSession demo, MemberPhone phone)
    {
        var found = phone.Owner with { Phone = $"9{RandomNumberGenerator.GetInt32(10_000_000, 99_999_999)}" };
        using var fresh = new MemberPhone(found, demo, TimeProvider.System);
        var path = $"/api/v1/membership/backoffice/members/{phone.MemberId}/phone-bindings";
        var binding = "";
        await demo.StepAsync(
            "Pierde el celular. En la oficina Ana mira su DNI y pide un número nuevo",
            async () =>
            {
                await demo.SignInAsync("ana.registro");
                var asked = await PostAsync(demo, path, new { phone = found.Phone, reason = "lost-phone" }, 200);
                binding = asked.GetProperty("binding").GetProperty("bindingId").GetString()!;
                return "espera a otra persona";
            }
        );
        await demo.StepAsync(
            "Ana quiere aprobarlo ella misma",
            async () => (await PostAsync(demo, $"{path}/{binding}/agree", new { }, 403)).GetProperty("title").GetString()!
        );
        await demo.StepAsync(
            "Bruno la ve también y aprueba: el celular viejo ya no entra y recibe un aviso",
            async () =>
            {
                var before = await phone.TextsAsync();
                await demo.SignInAsync("bruno.oficina");
                await PostAsync(demo, $"{path}/{binding}/agree", new { }, 200);
                var told = await phone.NewTextAsync(before);
                var refused = await EndedAsync(demo, phone);
                return $"SMS al número viejo: «{told}»; en el celular viejo ve {refused}";
            }
        );
        await demo.StepAsync(
            "Con el número nuevo entra, y sus papeles siguen ahí",
            async () =>
            {
                await EnterAsync(fresh, "activations");
                var items = (await fresh.AskAsync(HttpMethod.Get, $"{Contracts}/documents")).Expect(200).Json.GetProperty("items");
                DemoSession.Expect(items.GetArrayLength() > 0, "the papers are gone");
                return $"«{items[0].GetProperty("name").GetString()}», {items[0].GetProperty("statusText").GetString()}";
            }
        );
    }

    private static async Task<string> EnterAsync(MemberPhone phone, string kind)
    {
        var before = await phone.TextsAsync();
        var session = await phone.AskForCodeAsync(kind);
        phone.Enter(await phone.TypeCodeAsync(session, MemberPhone.CodeIn(await phone.NewTextAsync(before))));
        return await MemberJourney.HomeAsync(phone);
    }

    private static Task<JsonElement> SealedAsync(DemoSession demo, MemberPhone phone) =>
        demo.UntilAsync(
            async () =>
            {
                var items = (await phone.AskAsync(HttpMethod.Get, $"{Contracts}/documents")).Expect(200).Json.GetProperty("items");
                return items[0].GetProperty("status").GetString() == "sealed" ? items[0] : (JsonElement?)null;
            },
            TimeSpan.FromMinutes(1),
            "the paper was not sealed"
        );

    private static async Task<byte[]> DownloadAsync(DemoSession demo, MemberPhone phone, JsonElement paper)
    {
        var link = (await phone.AskAsync(HttpMethod.Get, $"{Contracts}/documents/{paper.GetProperty("id").GetString()}/link")).Expect(200);
        var file = await demo.Http.GetByteArrayAsync(new Uri(link.Text("url")).AbsolutePath, demo.Stop);
        DemoSession.Expect(Hash(file) == link.Text("sha256"), "the file is not the one that was promised");
        DemoSession.Expect(file.AsSpan().StartsWith("%PDF-"u8), "the file is no PDF");
        return file;
    }

    /// <summary>What somebody sees who holds a copy and scans its symbol.</summary>
    private static async Task<string> VerifyAsync(DemoSession demo, string code, byte[] copy, string status, string? same)
    {
        var view = await demo.GetAsync($"{Contracts}/verify/{code}?sha256={Hash(copy)}");
        var told = view.TryGetProperty("copy", out var compared) ? compared.GetString() : null;
        DemoSession.Expect(view.GetProperty("status").GetString() == status && told == same, $"not {status} and {same}: {view}");
        return told is null
            ? $"ve «{view.GetProperty("statusText").GetString()}»"
            : $"ve «{view.GetProperty("statusText").GetString()}» «{view.GetProperty("copyText").GetString()}»";
    }

    private static async Task<string> EndedAsync(DemoSession demo, MemberPhone phone)
    {
        var refused = await demo.UntilAsync(
            async () =>
            {
                // What a thief would take away; a plain read lives on with the access token for its minutes (decision 26).
                var answer = await phone.AskAsync(HttpMethod.Get, "/api/v1/membership/me/data-export");
                return answer.Status == 401 ? answer.Json : (JsonElement?)null;
            },
            TimeSpan.FromSeconds(30),
            "the old phone still enters"
        );
        return $"«{refused.GetProperty("title").GetString()}»";
    }

    private static async Task<JsonElement> PostAsync(DemoSession demo, string path, object body, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await demo.JsonAsync(request, expected);
    }

    private static string Code(JsonElement paper) => paper.GetProperty("verifyCode").GetString()!;

    private static string Hash(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));
}
