namespace Serverless.Local.Demo.Credits;

/// <summary>A contratada asks for more months than her contract lasts; she is told how much and how long would fit, and that fits.</summary>
internal static class ContractEndJourney
{
    internal static Journey Journey { get; } =
        new("El contrato acaba antes que el plazo (a contract that ends too early)", "credits-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        using var phone = new MemberPhone(RegisterFile.TeacherAt(SamplePersonLines.Next()), demo, TimeProvider.System);
        var desk = new CreditDesk(demo, phone);
        var (term, end) = (0, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(13));
        await demo.StepAsync($"{phone.Owner.GivenNames} activa su cuenta", desk.EnterAsync);
        await demo.StepAsync(
            $"Su contrato acaba el {end:dd/MM/yyyy}; pide S/ 8,000 en 24 cuotas",
            async () =>
            {
                await desk.SayAsync($$"""{"contractEnd":"{{end:yyyy-MM-dd}}"}""");
                var decided = await desk.DecidedAsync(CreditDesk.Wish(800_000, 24));
                DemoSession.Expect(decided.Text("status") == "declined", $"not declined: {decided.Text("status")}");
                var reason = decided.Json.GetProperty("reasons")[0];
                DemoSession.Expect(reason.GetProperty("code").GetString() == "credits.declined-contract-end", $"{reason}");
                var told = reason.GetProperty("detail").GetString()!;
                term = TermIn(told);
                DemoSession.Expect(told.Contains("S/ ", StringComparison.Ordinal), $"no amount in: {told}");
                return $"«{reason.GetProperty("title").GetString()}» {told}";
            }
        );
        await demo.StepAsync(
            "Pide lo que le dijeron que sí le alcanza",
            async () =>
            {
                var decided = await desk.DecidedAsync(CreditDesk.Wish(800_000, term));
                DemoSession.Expect(decided.Text("status") == "preapproved", $"not preapproved: {decided.Json}");
                return $"{term} cuotas: {decided.Text("statusText")}";
            }
        );
    }

    /// <summary>The number before the word for instalments.</summary>
    private static int TermIn(string told)
    {
        var words = told.Split(' ');
        var at = Array.FindIndex(words, word => word.StartsWith("cuotas", StringComparison.Ordinal));
        return at > 0 && int.TryParse(words[at - 1], System.Globalization.CultureInfo.InvariantCulture, out var term)
            ? term
            : throw new WrongStepException($"no term in: {told}");
    }
}
