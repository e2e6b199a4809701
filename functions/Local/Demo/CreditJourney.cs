namespace Serverless.Local.Demo;

/// <summary>
/// What a credit costs, asked by anybody; a contratada who is told what would fit; a nombrada who is preapproved, and whose terms nobody
/// accepts without her face.
/// </summary>
internal static class CreditJourney
{
    private const string Credits = "/api/v1/credits";
    private const string Cci = "01136600010003254221";

    internal static Journey Journey { get; } = new("Una docente pide un crédito (a teacher asks for a credit)", "credits-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        using var phone = new MemberPhone(RegisterFile.TeacherAt(SamplePersonLines.Next()), demo, TimeProvider.System);
        await demo.StepAsync("Cualquiera calcula S/ 8,000 en 24 cuotas, sin entrar", () => SimulateAsync(demo));
        await demo.StepAsync(
            $"{phone.Owner.GivenNames} activa su cuenta",
            async () =>
            {
                var before = await phone.TextsAsync();
                var session = await phone.AskForCodeAsync("activations");
                phone.Enter(await phone.TypeCodeAsync(session, MemberPhone.CodeIn(await phone.NewTextAsync(before))));
                return "entró";
            }
        );
        await demo.StepAsync(
            "Su contrato acaba antes que el plazo: le dicen cuánto y en cuántas cuotas sí",
            () => RefusedAsync(demo, phone)
        );
        await demo.StepAsync("Con plaza fija, la solicitud queda preaprobada", () => PreapprovedAsync(demo, phone));
    }

    private static async Task<string> SimulateAsync(DemoSession demo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Credits}/simulations")
        {
            Content = new StringContent(
                """{"product":"CONSUMO","amountCentimos":800000,"instalments":24,"compare":[12,36]}""",
                System.Text.Encoding.UTF8,
                "application/json"
            ),
        };
        var sheet = (await demo.JsonAsync(request, 200)).GetProperty("summary");
        var instalment = sheet.GetProperty("instalmentCentimos").GetInt64() / 100m;
        return $"cuota S/ {instalment:0.00}, TEA {sheet.GetProperty("teaPercent")} %, TCEA {sheet.GetProperty("tceaPercent")} %";
    }

    private static async Task<string> RefusedAsync(DemoSession demo, MemberPhone phone)
    {
        await SayAsync(demo, phone, """{"contractEnd":"2027-12-31"}""");
        var decided = await DecidedAsync(demo, phone);
        DemoSession.Expect(decided.Text("status") == "declined", $"not declined: {decided.Text("status")}");
        var reason = decided.Json.GetProperty("reasons")[0];
        return $"«{reason.GetProperty("title")}» {reason.GetProperty("detail")}";
    }

    private static async Task<string> PreapprovedAsync(DemoSession demo, MemberPhone phone)
    {
        await SayAsync(demo, phone, "{}");
        var decided = await DecidedAsync(demo, phone);
        DemoSession.Expect(decided.Text("status") == "preapproved", $"not preapproved: {decided.Text("status")}");
        var id = decided.Text("requestId");
        var faceless = await phone.AskAsync(
            HttpMethod.Post,
            $"{Credits}/requests/{id}/accept",
            new { termsHash = decided.Text("termsHash") }
        );
        var refused = faceless.ExpectRefusal("identity.face-needed").Seen;
        (await phone.AskAsync(HttpMethod.Post, $"{Credits}/requests/{id}/withdraw")).Expect(200);
        return $"{decided.Text("statusText")}; sin su rostro nadie acepta por ella: {refused}";
    }

    private static async Task<PhoneAnswer> DecidedAsync(DemoSession demo, MemberPhone phone)
    {
        var wish = new
        {
            product = "CONSUMO",
            amountCentimos = 800_000,
            instalments = 24,
            cci = Cci,
        };
        var id = (await phone.AskAsync(HttpMethod.Post, $"{Credits}/requests", wish)).Expect(201).Text("requestId");
        (await phone.AskAsync(HttpMethod.Post, $"{Credits}/requests/{id}/submit")).Expect(200);
        var decided = await demo.UntilAsync(
            async () =>
            {
                var seen = (await phone.AskAsync(HttpMethod.Get, $"{Credits}/requests/{id}")).Expect(200);
                return seen.Text("status") == "precheck" ? (System.Text.Json.JsonElement?)null : seen.Json;
            },
            TimeSpan.FromSeconds(30),
            "the request was not decided"
        );
        return new PhoneAnswer(200, decided);
    }

    /// <summary>What payroll and bureau will say of her.</summary>
    private static async Task SayAsync(DemoSession demo, MemberPhone phone, string person)
    {
        using var content = new StringContent(person, System.Text.Encoding.UTF8, "application/json");
        using var told = await demo.Http.PutAsync(
            new Uri($"/_local/credit/people/{phone.Owner.Dni}", UriKind.Relative),
            content,
            demo.Stop
        );
        DemoSession.Expect(told.IsSuccessStatusCode, $"the simulators did not listen: {(int)told.StatusCode}");
    }
}
