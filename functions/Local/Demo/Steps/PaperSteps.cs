using System.Text.Json;

namespace Serverless.Local.Demo.Steps;

/// <summary>A teacher reads and signs the two papers of her affiliation; what comes next is always the server's word.</summary>
internal static class PaperSteps
{
    private const string Current = "/api/v1/membership/affiliations/current";

    internal static async Task PlayAsync(DemoSession demo, MemberPhone phone)
    {
        await demo.StepAsync(
            "Envía su foto de referencia, con un código que vale solo para esa foto",
            () => FaceSteps.SendReferenceAsync(demo, phone)
        );
        await demo.StepAsync("Dos oficiales miran la foto y dicen que es ella", () => FaceSteps.VoteAsync(demo));
        await demo.StepAsync("Pide los papeles de su inscripción", () => TakeAsync(demo, phone, "present-papers"));
        await demo.StepAsync("Quiere firmar su carta de descuento sin mostrar su rostro", () => FacelessAsync(phone));
        await demo.StepAsync(
            "Muestra su rostro y firma la carta de descuento con el código que vale solo para ella",
            () => TakeAsync(demo, phone, "sign-contract")
        );
        await demo.StepAsync("Nombra a dos personas que suman 99.99 %", () => UnevenAsync(phone));
        await demo.StepAsync("Corrige las partes: su carta de beneficiarios está lista", () => TakeAsync(demo, phone, "draft-letter"));
        await demo.StepAsync("Muestra su rostro otra vez y la firma con otro código", () => TakeAsync(demo, phone, "sign-letter"));
    }

    /// <summary>Does what is next, which must be this.</summary>
    internal static async Task<string> TakeAsync(DemoSession demo, MemberPhone phone, string expected)
    {
        var next = await NextAsync(phone);
        var code = next.GetProperty("code").GetString();
        DemoSession.Expect(code == expected, $"next is {code}, not {expected}");
        var (body, said) = code == "draft-letter" ? (Letter(60m, 40m), "60 % y 40 %") : await ProofAsync(demo, phone, next);
        var taken = await phone.AskAsync(HttpMethod.Post, next.GetProperty("address").GetString()!, body);
        DemoSession.Expect(taken.Status is 200 or 201, $"{expected} gave {taken.Status}: {taken.Json}");
        phone.Kept.Remove(Current);
        return said ?? $"ve «{(await NextAsync(phone)).GetProperty("title").GetString()}»";
    }

    /// <summary>What the screen says; it is asked for again once a step is done.</summary>
    private static async Task<JsonElement> NextAsync(MemberPhone phone)
    {
        if (!phone.Kept.TryGetValue(Current, out var seen))
        {
            phone.Kept[Current] = seen = (await phone.AskAsync(HttpMethod.Get, Current)).Expect(200).Json;
        }

        return seen.GetProperty("next");
    }

    /// <summary>Face and code, where the step asks for them.</summary>
    private static async Task<(object? Body, string? Said)> ProofAsync(DemoSession demo, MemberPhone phone, JsonElement next)
    {
        if (!next.TryGetProperty("act", out var act) || act.ValueKind == JsonValueKind.Null)
        {
            return (null, null);
        }

        if (next.GetProperty("faceNeeded").GetBoolean())
        {
            var parts = act.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!).ToList();
            await FaceSteps.SeenAsync(demo, phone, act.GetProperty("operation").GetString()!, parts);
        }

        var (challengeId, code, text) = await FaceSteps.CodeAsync(phone, act);
        return (new { challengeId, code }, $"SMS: «{text}»");
    }

    private static async Task<string> FacelessAsync(MemberPhone phone)
    {
        var sign = (await NextAsync(phone)).GetProperty("address").GetString()!;
        var guess = new { challengeId = "00000000-0000-0000-0000-000000000000", code = "000000" };
        return (await phone.AskAsync(HttpMethod.Post, sign, guess)).ExpectRefusal("identity.face-needed").Seen;
    }

    private static async Task<string> UnevenAsync(MemberPhone phone)
    {
        var next = await NextAsync(phone);
        var drafted = await phone.AskAsync(HttpMethod.Post, next.GetProperty("address").GetString()!, Letter(60m, 39.99m));
        return drafted.ExpectRefusal("contracts.shares-not-100").Seen;
    }

    private static object Letter(decimal spouse, decimal child) =>
        new
        {
            primary = new[]
            {
                Person("Rosa Mamani Quispe", "PE123456", "spouse", spouse, "1980-03-04"),
                Person("Inti Quispe Mamani", "PE654321", "child", child, "1999-01-02"),
            },
        };

    private static object Person(string name, string documentNumber, string kinship, decimal share, string birthDate) =>
        new
        {
            name,
            documentType = "passport",
            documentNumber,
            kinship,
            share,
            birthDate,
        };
}
