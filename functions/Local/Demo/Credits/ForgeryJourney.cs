using System.Text.Json;

namespace Serverless.Local.Demo.Credits;

/// <summary>
/// Somebody tries to borrow in a teacher's name: with a colleague's code, with a code for another paper, with a token of a session that
/// was closed, with another amount after the signature. Each is refused and stands in the audit trail.
/// </summary>
internal static class ForgeryJourney
{
    internal static Journey Journey { get; } = new("Alguien quiere el crédito de otra (somebody else's credit)", "credits-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        using var phone = new MemberPhone(RegisterFile.TeacherAt(SamplePersonLines.Next()), demo, TimeProvider.System);
        using var other = new MemberPhone(RegisterFile.TeacherAt(SamplePersonLines.Next()), demo, TimeProvider.System);
        var since = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var (desk, theirs) = (new CreditDesk(demo, phone), new CreditDesk(demo, other));
        var request = new PhoneAnswer(0, default);
        await demo.StepAsync(
            $"{phone.Owner.GivenNames} pide S/ 8,000, muestra su rostro y acepta; {other.Owner.GivenNames} entra en otro celular",
            async () =>
            {
                await desk.EnterAsync();
                await theirs.EnterAsync();
                await desk.EnrolFaceAsync();
                var decided = await desk.DecidedAsync(CreditDesk.Wish(800_000, 24));
                request = (await desk.AcceptAsync(decided)).Answer.Expect(200);
                return request.Text("statusText");
            }
        );
        var contract = await desk.DocumentAsync(request.Text("documentId"));
        await demo.StepAsync("La colega quiere ver y firmar ese contrato", () => StrangerAsync(other, theirs, contract));
        var (challenge, code) = await CodesAsync(demo, desk, theirs, contract);
        await AmountAsync(demo, phone, desk, request, (contract, challenge, code));
        await OldTokenAsync(demo, phone, request);
        (string Type, string About)[] wanted =
        [
            ("identity.guess-failed", challenge),
            ("credits.request-refused", request.Text("requestId")),
            ("identity.ended-session-shown", "credits.withdraw-request"),
        ];
        await demo.StepAsync("El rastro de auditoría, leído de las cadenas de eventos y no de App", () => TrailAsync(demo, wanted, since));
    }

    private static async Task<string> StrangerAsync(MemberPhone other, CreditDesk theirs, PhoneAnswer contract)
    {
        var path = $"/api/v1/contracts/documents/{contract.Text("id")}";
        (await other.AskAsync(HttpMethod.Get, path)).ExpectRefusal("contracts.document-not-found");
        var signed = await theirs.SignAsync(contract.Text("id"), Guid.NewGuid().ToString(), "123456");
        return signed.ExpectRefusal("contracts.document-not-found").Seen;
    }

    private static async Task<(string Challenge, string Code)> CodesAsync(
        DemoSession demo,
        CreditDesk desk,
        CreditDesk theirs,
        PhoneAnswer contract
    )
    {
        var confirmation = contract.Json.GetProperty("confirmation");
        var (challenge, own) = ("", "");
        await demo.StepAsync(
            "Pide un código para un contrato con otra huella y lo usa en este",
            async () =>
            {
                var parts = confirmation.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!).ToArray();
                parts[^1] = new string('0', 64);
                var changed = JsonSerializer.SerializeToElement(new { operation = confirmation.GetProperty("operation"), parts });
                var (forged, text) = await desk.CodeForAsync(changed);
                var refused = await SignAsync(desk, contract, forged, MemberPhone.CodeIn(text));
                return refused.ExpectRefusal("identity.code-wrong").Seen;
            }
        );
        await demo.StepAsync(
            "Firma su contrato con el código que le llegó a la colega",
            async () =>
            {
                (challenge, var text) = await desk.CodeForAsync(confirmation);
                own = MemberPhone.CodeIn(text);
                var foreign = MemberPhone.CodeIn((await theirs.CodeForAsync(confirmation)).Text);
                var refused = await SignAsync(desk, contract, challenge, foreign == own ? "000000" : foreign);
                return refused.ExpectRefusal("identity.code-wrong").Seen;
            }
        );
        return (challenge, own);
    }

    private static Task AmountAsync(
        DemoSession demo,
        MemberPhone phone,
        CreditDesk desk,
        PhoneAnswer request,
        (PhoneAnswer Contract, string Challenge, string Code) signing
    ) =>
        demo.StepAsync(
            "Firma por S/ 8,000, y alguien manda una hoja resumen de S/ 9,000 a la misma solicitud",
            async () =>
            {
                (await SignAsync(desk, signing.Contract, signing.Challenge, signing.Code)).Expect(200);
                var wish = CreditDesk.Wish(900_000, 24);
                var larger = (await phone.AskAsync(HttpMethod.Post, $"{CreditDesk.Credits}/requests", wish)).Expect(201);
                var path = $"{CreditDesk.Credits}/requests/{request.Text("requestId")}/accept";
                var refused = await phone.AskAsync(HttpMethod.Post, path, new { termsHash = larger.Text("termsHash") });
                var open = await desk.UntilAsync(request.Text("requestId"), status => status == "loan-open");
                var amount = CreditDesk.Centimos(open.Json.GetProperty("summary"), "amountCentimos");
                DemoSession.Expect(amount == 800_000, $"{amount} is not what was signed");
                return $"{refused.ExpectRefusal("credits.request-step-not-allowed").Seen} Salió lo firmado: {CreditDesk.Soles(amount)}";
            }
        );

    private static Task OldTokenAsync(DemoSession demo, MemberPhone phone, PhoneAnswer request) =>
        demo.StepAsync(
            "Cierra su sesión; un ladrón muestra la llave vieja",
            async () =>
            {
                var old = phone.Token;
                await phone.SignOutAsync();
                phone.Show(old);
                var path = $"{CreditDesk.Credits}/requests/{request.Text("requestId")}/withdraw";
                return (await phone.AskAsync(HttpMethod.Post, path)).ExpectRefusal("identity.session-ended").Seen;
            }
        );

    /// <summary>Signs; where the policy asks for a face, the camera sees it first.</summary>
    private static async Task<PhoneAnswer> SignAsync(CreditDesk desk, PhoneAnswer contract, string challenge, string code) =>
        (await desk.ActAsync(contract.Json.GetProperty("confirmation"), () => desk.SignAsync(contract.Text("id"), challenge, code))).Answer;

    private static async Task<string> TrailAsync(DemoSession demo, IReadOnlyList<(string Type, string About)> wanted, DateTimeOffset since)
    {
        var found = new List<string>();
        foreach (var (type, about) in wanted)
        {
            var events = await demo.Trail.FindAsync(type, about, since, demo.Stop);
            DemoSession.Expect(events.Count > 0, $"no {type} in the chains");
            found.AddRange(events);
        }

        return $"{found.Count} intentos:\n" + string.Join('\n', found.Select(one => $"        {one}"));
    }
}
