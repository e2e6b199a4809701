using Serverless.Local.Demo.Steps;

namespace Serverless.Local.Demo;

/// <summary>
/// A teacher shows her face: consent, a reference photo with a code of its own and an officer's look, then the camera with a printed
/// photo, a stranger and herself, and officers when the vendor is down.
/// </summary>
internal static class FaceJourney
{
    private const string Identity = "/api/v1/identity";

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
            () => FaceSteps.SendReferenceAsync(demo, phone)
        );
        await demo.StepAsync("Dos oficiales miran la foto y dicen que es ella", () => FaceSteps.VoteAsync(demo));
    }

    private static Task ShowAsync(DemoSession demo, MemberPhone phone, string kind, string what, string outcome) =>
        demo.StepAsync(
            $"Pone ante la cámara {what}",
            async () =>
            {
                var shown = await FaceSteps.ShowAsync(demo, phone, await BeginAsync(phone), kind);
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
                var photo = await FaceSteps.PhotoAsync(demo, phone, "persona");
                (await FaceSteps.SendPhotoAsync(phone, id, photo)).Expect(200);
                await FaceSteps.VoteAsync(demo);
                var stands = (await phone.AskAsync(HttpMethod.Get, $"{Identity}/face-sessions/{id}")).Expect(200);
                DemoSession.Expect(stands.Text("outcome") == "match", $"the officers' word came to {stands.Text("outcome")}");
                return $"«{stands.Text("next")}»";
            }
        );

    private static Task<PhoneAnswer> BeginAsync(MemberPhone phone) => FaceSteps.BeginAsync(phone, "identity.try-face", ["practice"]);
}
