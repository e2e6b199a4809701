using System.Security.Cryptography;
using System.Text.Json;

namespace Serverless.Local.Demo;

/// <summary>
/// A teacher shows her face: consent, a reference photo with a code of its own and an officer's look, then the camera with a printed
/// photo, a stranger and herself, and officers when the vendor is down.
/// </summary>
internal static class FaceJourney
{
    private const string Identity = "/api/v1/identity";
    private const string Operation = "identity.try-face";
    private static readonly string[] Officers = ["gloria.identidad", "hugo.identidad"];

    internal static Journey Journey { get; } = new("Una docente muestra su rostro (a teacher shows her face)", "identity-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        var teacher = RegisterFile.TeacherAt(SamplePersonLines.Next());
        using var phone = new MemberPhone(teacher, demo, TimeProvider.System);
        await EnterAsync(demo, phone);
        await EnrolAsync(demo, phone);
        await ShowAsync(demo, phone, "impresa", "una foto impresa de su rostro", "no-match");
        await ShowAsync(demo, phone, "otra", "a otra persona", "no-match");
        await ShowAsync(demo, phone, "sinrostro", "una pared", "inconclusive");
        await ShowAsync(demo, phone, "persona", "su propio rostro", "match");
        await AskOfficersAsync(demo, phone);
    }

    private static Task EnterAsync(DemoSession demo, MemberPhone phone) =>
        demo.StepAsync(
            $"{phone.Owner.GivenNames} activa su cuenta",
            async () =>
            {
                var before = await phone.TextsAsync();
                var session = await phone.AskForCodeAsync("activations");
                phone.Enter(await phone.TypeCodeAsync(session, MemberPhone.CodeIn(await phone.NewTextAsync(before))));
                return "entra con su celular";
            }
        );

    internal static async Task EnrolAsync(DemoSession demo, MemberPhone phone)
    {
        await demo.StepAsync(
            "Quiere usar la cámara sin haber enviado su foto",
            async () => (await BeginAsync(phone)).ExpectRefusal("identity.face-no-reference").Seen
        );
        await demo.StepAsync(
            "Envía su foto de referencia con un código que vale solo para esa foto",
            async () =>
            {
                var photo = await PhotoAsync(demo, phone, "persona");
                var hash = Convert.ToHexStringLower(SHA256.HashData(photo));
                var before = await phone.TextsAsync();
                string[] parts = [hash];
                var asked = await phone.AskAsync(
                    HttpMethod.Post,
                    $"{Identity}/challenges",
                    new { operation = "identity.enrol-face", parts }
                );
                var challengeId = asked.Expect(202).Text("challengeId");
                var code = MemberPhone.CodeIn(await phone.NewTextAsync(before));
                var consent = await ConsentAsync(phone);
                var announced = await phone.AskAsync(
                    HttpMethod.Post,
                    $"{Identity}/face-enrolments",
                    new
                    {
                        challengeId,
                        code,
                        photoSha256 = hash,
                        consent,
                    }
                );
                var sent = await phone.PutAsync($"{Identity}/face-sessions/{announced.Expect(201).Text("sessionId")}/photo", photo);
                return $"«{sent.Expect(200).Text("next")}»";
            }
        );
        await demo.StepAsync("Una oficial mira la foto y dice que es ella", () => VoteAsync(demo, Officers[..1]));
    }

    private static Task ShowAsync(DemoSession demo, MemberPhone phone, string kind, string what, string outcome) =>
        demo.StepAsync(
            $"Pone ante la cámara {what}",
            async () =>
            {
                var begun = (await BeginAsync(phone)).Expect(201);
                var digest = await TryAsync(demo, phone, begun.Text("token"), kind);
                var path = $"{Identity}/face-sessions/{begun.Text("sessionId")}/result";
                var shown = (await phone.AskAsync(HttpMethod.Post, path, new { digest })).Expect(200);
                DemoSession.Expect(shown.Text("outcome") == outcome, $"{shown.Text("outcome")} is not {outcome}");
                return $"{outcome}: «{shown.Text("next")}»";
            }
        );

    private static Task AskOfficersAsync(DemoSession demo, MemberPhone phone) =>
        demo.StepAsync(
            "El proveedor no está aprobado: manda una foto y dos oficiales la miran",
            async () =>
            {
                using var fault = new HttpRequestMessage(HttpMethod.Post, "/_local/face/faults");
                fault.Content = JsonContent.Create(new { kind = "NotApproved", times = 1 });
                await demo.JsonAsync(fault, 204);
                var begun = (await BeginAsync(phone)).Expect(201);
                var id = begun.Text("sessionId");
                (await phone.PutAsync($"{Identity}/face-sessions/{id}/photo", await PhotoAsync(demo, phone, "persona"))).Expect(200);
                await VoteAsync(demo, Officers);
                var stands = (await phone.AskAsync(HttpMethod.Get, $"{Identity}/face-sessions/{id}")).Expect(200);
                DemoSession.Expect(stands.Text("outcome") == "match", $"the officers' word came to {stands.Text("outcome")}");
                return $"«{stands.Text("next")}»";
            }
        );

    private static async Task<PhoneAnswer> BeginAsync(MemberPhone phone)
    {
        string[] parts = ["practice"];
        var wanted = new
        {
            operation = Operation,
            parts,
            consent = await ConsentAsync(phone),
        };
        return await phone.AskAsync(HttpMethod.Post, $"{Identity}/face-sessions", wanted);
    }

    private static async Task<string> VoteAsync(DemoSession demo, IEnumerable<string> officers)
    {
        var outcome = "";
        foreach (var officer in officers)
        {
            await demo.SignInAsync(officer);
            var open = (await demo.GetAsync($"{Identity}/backoffice/face-reviews")).GetProperty("items");
            var path = $"{Identity}/backoffice/face-reviews/{open[open.GetArrayLength() - 1].GetProperty("id").GetString()}/votes";
            using var vote = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { decision = "match" }) };
            vote.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            outcome = (await demo.JsonAsync(vote, 200)).GetProperty("outcome").GetString();
        }

        return $"la foto queda {outcome}";
    }

    internal static async Task<object> ConsentAsync(MemberPhone phone)
    {
        var texts = (await phone.AskAsync(HttpMethod.Get, "/api/v1/membership/consent-texts")).Expect(200).Json;
        var text = texts.EnumerateArray().Single(text => text.GetProperty("purpose").GetString() == "biometrics");
        return new { textVersion = text.GetProperty("version").GetString(), textHash = text.GetProperty("hash").GetString() };
    }

    private static Task<byte[]> PhotoAsync(DemoSession demo, MemberPhone phone, string kind) =>
        demo.Http.GetByteArrayAsync($"/_local/face/photos/{phone.Owner.Dni}/{kind}.png", demo.Stop);

    internal static async Task<string?> TryAsync(DemoSession demo, MemberPhone phone, string token, string kind)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/_local/face/tries/{phone.Owner.Dni}/{kind}");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await demo.Http.SendAsync(request, demo.Stop);
        var told = JsonDocument.Parse(await response.Content.ReadAsStringAsync(demo.Stop));
        return told.RootElement.GetProperty("digest").GetString();
    }
}
