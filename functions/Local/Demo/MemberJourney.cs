using System.Text.Json;
using Serverless.Local.Demo.Steps;

namespace Serverless.Local.Demo;

/// <summary>
/// A teacher joins the fund, as she lives it: activation, sign-in, affiliation, two papers signed by face and code, payroll's answer. On the way a
/// wrong code, a colleague's code, and an SMS vendor that is down for a moment.
/// </summary>
internal static class MemberJourney
{
    private const string Affiliations = "/api/v1/membership/affiliations";

    /// <summary>What activation to ACTIVE may cost on the wire (row M06), without the reference photo.</summary>
    private const long Budget = 60 * 1024;

    internal static Journey Journey { get; } = new("Una docente se inscribe (a teacher joins the fund)", "identity-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        var (teacher, colleague) = Pick();
        using var phone = new MemberPhone(teacher, demo, TimeProvider.System);
        using var other = new MemberPhone(colleague, demo, TimeProvider.System);
        await EnterAsync(demo, phone, other);
        await JoinAsync(demo, phone);
        await PaperSteps.PlayAsync(demo, phone);
        await ConfirmAsync(demo, phone, other);
        await PayrollSteps.PlayAsync(demo, phone);
        await demo.StepAsync(
            "What it cost on the wire, from activation to ACTIVE",
            () =>
            {
                var (all, photos, requests) = (phone.Wire.Bytes, phone.Wire.PhotoBytes, phone.Wire.Requests);
                var bytes = all - photos;
                DemoSession.Expect(
                    bytes <= Budget,
                    $"{bytes} bytes without {photos} of photos is more than {Budget}\n{phone.Wire.Table()}"
                );
                return Task.FromResult(
                    $"{bytes / 1024.0:0.0} KiB in {requests} requests, 60 allowed; {photos / 1024.0:0.0} KiB of photos apart\n{phone.Wire.Table()}"
                );
            }
        );
        await FundSteps.PlayAsync(demo, phone);
    }

    /// <summary>Two tenured teachers with a phone whom no earlier run has used, most likely.</summary>
    private static (RegisterTeacher Teacher, RegisterTeacher Colleague) Pick() =>
        (RegisterFile.TeacherAt(SamplePersonLines.Next()), RegisterFile.TeacherAt(SamplePersonLines.Next()));

    private static async Task EnterAsync(DemoSession demo, MemberPhone phone, MemberPhone other)
    {
        var (session, code) = ("", "");
        await demo.StepAsync(
            $"{phone.Owner.GivenNames} activa su cuenta con su DNI {phone.Owner.Dni}",
            async () =>
            {
                var before = await phone.TextsAsync();
                session = await phone.AskForCodeAsync("activations");
                var text = await phone.NewTextAsync(before);
                code = MemberPhone.CodeIn(text);
                return $"SMS al celular del padrón: «{text}»";
            }
        );
        await demo.StepAsync(
            "Escribe un código equivocado",
            async () => (await phone.TypeCodeAsync(session, Other(code))).ExpectRefusal("identity.code-wrong").Seen
        );
        await demo.StepAsync(
            "Escribe el código correcto",
            async () =>
            {
                phone.Enter(await phone.TypeCodeAsync(session, code));
                return await HomeAsync(phone);
            }
        );
        await demo.StepAsync(
            "Cierra la sesión y entra otro día con su DNI y un código",
            async () =>
            {
                await phone.SignOutAsync();
                return await SignInAsync(phone, "sessions");
            }
        );
        await demo.StepAsync(
            $"Su colega {other.Owner.GivenNames} activa su cuenta en otro celular",
            () => SignInAsync(other, "activations")
        );
    }

    /// <summary>Consents read and given, an affiliation begun.</summary>
    internal static async Task JoinAsync(DemoSession demo, MemberPhone phone)
    {
        await demo.StepAsync(
            "Lee los permisos, acepta los necesarios y empieza su inscripción",
            async () =>
            {
                var texts = await FaceSteps.TextsAsync(phone);
                var consents = texts.EnumerateArray().Where(text => text.GetProperty("required").GetBoolean()).Select(Consent).ToArray();
                var started = await phone.AskAsync(
                    HttpMethod.Post,
                    Affiliations,
                    new { acquisition = new { strategy = "school" }, consents }
                );
                return $"{consents.Length} permisos; inscripción {started.Expect(201).Text("statusText")}";
            }
        );
    }

    private static async Task ConfirmAsync(DemoSession demo, MemberPhone phone, MemberPhone other)
    {
        var (challenge, code, before) = ("", "", new HashSet<string>());
        await demo.StepAsync(
            "El operador de SMS se cae justo cuando pide el código de confirmación",
            async () =>
            {
                before = await phone.TextsAsync();
                using var fault = new HttpRequestMessage(HttpMethod.Post, "/_local/sms/faults");
                fault.Content = JsonContent.Create(new { kind = "Unavailable", times = 4 });
                await demo.JsonAsync(fault, 204);
                challenge = await ChallengeAsync(phone);
                return "ve «Te enviamos un código»; el pedido quedó guardado";
            }
        );
        await demo.StepAsync(
            "El operador vuelve",
            async () =>
            {
                var text = await phone.NewTextAsync(before, TimeSpan.FromMinutes(4));
                code = MemberPhone.CodeIn(text);
                return $"llega una sola vez: «{text}»";
            }
        );
        await demo.StepAsync(
            "Prueba con el código que le llegó a su colega para entrar",
            async () =>
            {
                var theirs = await other.TextsAsync();
                await other.AskForCodeAsync("sessions");
                var foreign = MemberPhone.CodeIn(await other.NewTextAsync(theirs));
                return (await TypeAsync(phone, challenge, foreign == code ? Other(code) : foreign))
                    .ExpectRefusal("identity.code-wrong")
                    .Seen;
            }
        );
        await demo.StepAsync(
            "Escribe su propio código, que solo vale para esta inscripción",
            async () => $"inscripción {(await TypeAsync(phone, challenge, code)).Expect(200).Text("statusText")}"
        );
    }

    private static async Task<string> ChallengeAsync(MemberPhone phone)
    {
        var current = (await phone.AskAsync(HttpMethod.Get, $"{Affiliations}/current")).Expect(200).Json;
        var operation = current.GetProperty("confirmation").GetProperty("operation").GetString();
        string[] parts =
        [
            phone.MemberId,
            current.GetProperty("round").ToString(),
            .. current.GetProperty("consents").EnumerateArray().Select(consent => consent.GetProperty("textHash").GetString()!),
        ];
        var asked = await phone.AskAsync(HttpMethod.Post, "/api/v1/identity/challenges", new { operation, parts });
        return asked.Expect(202).Text("challengeId");
    }

    private static Task<PhoneAnswer> TypeAsync(MemberPhone phone, string challengeId, string code) =>
        phone.AskAsync(HttpMethod.Post, $"{Affiliations}/current/confirm", new { challengeId, code });

    private static async Task<string> SignInAsync(MemberPhone phone, string kind)
    {
        var before = await phone.TextsAsync();
        var session = await phone.AskForCodeAsync(kind);
        phone.Enter(await phone.TypeCodeAsync(session, MemberPhone.CodeIn(await phone.NewTextAsync(before))));
        return await HomeAsync(phone);
    }

    /// <summary>What the start screen says next.</summary>
    internal static async Task<string> HomeAsync(MemberPhone phone)
    {
        var home = (await phone.AskAsync(HttpMethod.Get, "/api/v1/membership/me/home")).Expect(200).Json;
        return $"ve «{home.GetProperty("nextStep").GetProperty("title")}»";
    }

    private static object Consent(JsonElement text) =>
        new
        {
            purpose = text.GetProperty("purpose").GetString(),
            textVersion = text.GetProperty("version").GetString(),
            textHash = text.GetProperty("hash").GetString(),
        };

    /// <summary>Six digits that are not these.</summary>
    private static string Other(string code) => code[..5] + (char)('0' + ((code[5] - '0' + 1) % 10));
}
