using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Local.Demo.Steps;

namespace Serverless.Local.Demo;

/// <summary>
/// A text does not arrive and the fund calls; then the phone is lost: a stranger with the DNI gets nowhere, the member comes back by the
/// face, and the old number is told.
/// </summary>
internal static class LostPhoneJourney
{
    private const string Identity = "/api/v1/identity";

    private static readonly string[] AnyParts = ["x"];

    internal static Journey Journey { get; } = new("Una docente pierde su celular (a teacher loses her phone)", "identity-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        var teacher = RegisterFile.TeacherAt(SamplePersonLines.Next());
        using var phone = new MemberPhone(teacher, demo, TimeProvider.System);
        await demo.StepAsync($"El SMS no llega: una llamada dicta el código a {teacher.GivenNames}", () => CalledAsync(demo, phone));
        await demo.StepAsync("Envía su foto de referencia", () => FaceSteps.SendReferenceAsync(demo, phone));
        await demo.StepAsync("Dos oficiales miran la foto y dicen que es ella", () => FaceSteps.VoteAsync(demo));
        var number = $"9{RandomNumberGenerator.GetInt32(10_000_000, 99_999_999)}";
        using var found = new MemberPhone(teacher with { Phone = number }, demo, TimeProvider.System);
        var recovery = "";
        await demo.StepAsync(
            "Pierde su celular y su número: pide volver con un número nuevo",
            async () =>
            {
                recovery = await StartAsync(found, number);
                return "el código llega al número nuevo y queda probado";
            }
        );
        await demo.StepAsync("Otra persona muestra su rostro", () => ShowAsync(demo, found, recovery, "otra", "no-match"));
        var before = await phone.TextsAsync();
        await demo.StepAsync("Ella muestra su rostro", () => ShowAsync(demo, found, recovery, "persona", "match"));
        await demo.StepAsync("Al número perdido le llega el aviso", async () => $"«{await phone.NewTextAsync(before)}»");
        await demo.StepAsync(
            "El celular perdido ya no entra",
            async () =>
                $"{(await phone.AskAsync(HttpMethod.Post, $"{Identity}/challenges", new { operation = "identity.enrol-face", parts = AnyParts })).Expect(401).Status}"
        );
        await demo.StepAsync(
            "Entra con su DNI en el celular nuevo",
            async () =>
            {
                var texts = await found.TextsAsync();
                var session = await found.AskForCodeAsync("sessions");
                found.Enter(await found.TypeCodeAsync(session, MemberPhone.CodeIn(await found.NewTextAsync(texts))));
                return "está de vuelta";
            }
        );
    }

    private static async Task<string> CalledAsync(DemoSession demo, MemberPhone phone)
    {
        using var fault = new HttpRequestMessage(HttpMethod.Post, "/_local/sms/faults");
        fault.Content = JsonContent.Create(new { kind = "Undelivered", times = 1 });
        await demo.JsonAsync(fault, 204);
        var session = await phone.AskForCodeAsync("activations");
        var path = $"/_local/calls/{Uri.EscapeDataString($"+51{phone.Owner.Phone}")}";
        var said = await demo.UntilAsync(
            async () =>
                (await demo.GetAsync(path))
                    .EnumerateArray()
                    .Select(call => call.GetProperty("said"))
                    .Cast<JsonElement?>()
                    .FirstOrDefault(texts => texts!.Value.GetArrayLength() > 0),
            TimeSpan.FromSeconds(40),
            "nobody called"
        );
        var speech = said[0].GetString()!;
        phone.Enter(await phone.TypeCodeAsync(session, SpokenCode.In(speech)));
        return $"«{speech}»";
    }

    private static async Task<string> StartAsync(MemberPhone found, string number)
    {
        var texts = await found.TextsAsync();
        var started = (await found.ProveAsync($"{Identity}/recoveries", new { dni = found.Owner.Dni, phone = number })).Expect(202);
        var id = started.Text("recoveryId");
        var code = MemberPhone.CodeIn(await found.NewTextAsync(texts));
        (await found.ProveAsync($"{Identity}/recoveries/{id}/confirm", new { code })).Expect(200);
        return id;
    }

    private static async Task<string> ShowAsync(DemoSession demo, MemberPhone found, string recovery, string kind, string outcome)
    {
        var consent = await FaceSteps.ConsentAsync(found);
        var camera = (await found.ProveAsync($"{Identity}/recoveries/{recovery}/face", new { consent })).Expect(201);
        var digest = await FaceSteps.TryAsync(demo, found, camera.Text("token"), kind);
        var shown = await found.ProveAsync(
            $"{Identity}/recoveries/{recovery}/result",
            new { faceSession = camera.Text("sessionId"), digest }
        );
        DemoSession.Expect(shown.Expect(200).Text("outcome") == outcome, $"{shown.Text("outcome")} is not {outcome}");
        return $"{outcome}: «{shown.Text("next")}»";
    }
}
