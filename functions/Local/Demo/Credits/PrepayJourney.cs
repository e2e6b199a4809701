using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Serverless.Local.Demo.Credits;

/// <summary>A loan is prepaid with a lower instalment, then paid off, and the certificate of owing nothing is there at once.</summary>
internal static class PrepayJourney
{
    internal static Journey Journey { get; } =
        new("Paga antes y pide su constancia (paying early, and the certificate)", "credits-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        using var phone = new MemberPhone(RegisterFile.TeacherAt(SamplePersonLines.Next()), demo, TimeProvider.System);
        var borrowing = new Borrowing(demo, phone);
        await demo.StepAsync($"{phone.Owner.GivenNames} toma su oferta, como en la jornada anterior", borrowing.AllAsync);
        var loan = $"{CreditDesk.Credits}/loans/{borrowing.LoanId}";
        await demo.StepAsync(
            "Pide su constancia de no adeudo mientras debe",
            async () =>
                (await phone.AskAsync(HttpMethod.Post, $"{CreditDesk.Credits}/certificates"))
                    .ExpectRefusal("credits.certificate-open-loans")
                    .Seen
        );
        await demo.StepAsync(
            "Quiere pagar S/ 3,000 sin decir para qué",
            async () =>
                (await phone.AskAsync(HttpMethod.Post, $"{loan}/payments", Payment(300_000, "instalments")))
                    .ExpectRefusal("credits.prepayment-choice-needed")
                    .Seen
        );
        await demo.StepAsync("Elige una cuota más baja y paga por la pasarela", () => LowerAsync(demo, phone, borrowing));
        await demo.StepAsync("Paga todo lo que falta hoy", () => PayOffAsync(demo, phone, borrowing));
        var code = "";
        await demo.StepAsync(
            "Pide su constancia: sale al momento, sellada",
            async () =>
            {
                var issued = (await phone.AskAsync(HttpMethod.Post, $"{CreditDesk.Credits}/certificates")).Expect(201);
                code = issued.Text("verifyCode");
                return await FileAsync(demo, phone, issued.Text("linkPath"));
            }
        );
        await demo.StepAsync("Cualquiera la comprueba con su código, sin entrar", () => VerifyAsync(demo, code));
    }

    private static object Payment(long amountCentimos, string purpose) => new { amountCentimos, purpose };

    private static async Task<string> LowerAsync(DemoSession demo, MemberPhone phone, Borrowing borrowing)
    {
        var before = CreditDesk.Centimos((await borrowing.LoanAsync()).Json.GetProperty("loan"), "nextAmountCentimos");
        await PayAsync(demo, phone, borrowing, 300_000, "lower-instalment");
        var after = (await borrowing.LoanAsync()).Json.GetProperty("loan");
        var lower = CreditDesk.Centimos(after, "nextAmountCentimos");
        DemoSession.Expect(lower < before, $"{lower} is not lower than {before}");
        return $"debe {CreditDesk.Soles(CreditDesk.Centimos(after, "balanceCentimos"))}; la cuota baja de {CreditDesk.Soles(before)} a {CreditDesk.Soles(lower)}";
    }

    private static async Task<string> PayOffAsync(DemoSession demo, MemberPhone phone, Borrowing borrowing)
    {
        var owed = CreditDesk.Centimos((await borrowing.LoanAsync()).Json.GetProperty("payoff"), "totalCentimos");
        await PayAsync(demo, phone, borrowing, owed, "payoff");
        var after = (await borrowing.LoanAsync()).Json.GetProperty("loan");
        DemoSession.Expect(CreditDesk.Centimos(after, "balanceCentimos") == 0, $"{after}");
        return $"pagó {CreditDesk.Soles(owed)}; crédito {after.GetProperty("statusText").GetString()}";
    }

    /// <summary>Starts a payment, pays it at the gateway, and waits until it stands in the ledger.</summary>
    private static async Task PayAsync(DemoSession demo, MemberPhone phone, Borrowing borrowing, long centimos, string purpose)
    {
        var path = $"{CreditDesk.Credits}/loans/{borrowing.LoanId}/payments";
        var started = (await phone.AskAsync(HttpMethod.Post, path, Payment(centimos, purpose))).Expect(201);
        var checkout = new Uri(started.Text("checkoutUrl")).Segments[^1];
        using var pay = new HttpRequestMessage(HttpMethod.Post, $"/_local/credit/checkouts/{checkout}/pay");
        await demo.JsonAsync(pay, 204);
        await demo.UntilAsync(
            async () =>
            {
                var seen = await phone.AskAsync(HttpMethod.Get, $"{CreditDesk.Credits}/payments/{started.Text("paymentId")}");
                return seen.Expect(200).Text("status") == "posted" ? seen.Json : (JsonElement?)null;
            },
            CreditDesk.Limit,
            "the payment was not posted"
        );
    }

    private static async Task<string> FileAsync(DemoSession demo, MemberPhone phone, string linkPath)
    {
        var link = await demo.UntilAsync(
            async () =>
            {
                var seen = await phone.AskAsync(HttpMethod.Get, linkPath);
                return seen.Status == 200 ? seen.Json : (JsonElement?)null;
            },
            CreditDesk.Limit,
            "the certificate was not sealed"
        );
        var file = await demo.Http.GetByteArrayAsync(new Uri(link.GetProperty("url").GetString()!), demo.Stop);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        DemoSession.Expect(hash == link.GetProperty("sha256").GetString(), "the file is not what the link says");
        DemoSession.Expect(Encoding.Latin1.GetString(file).Contains("/ByteRange", StringComparison.Ordinal), "the file bears no signature");
        return $"PDF firmado de {file.Length / 1024} KB, huella {hash[..12]}…";
    }

    private static async Task<string> VerifyAsync(DemoSession demo, string code)
    {
        using var http = new HttpClient { BaseAddress = demo.Http.BaseAddress };
        var answer = await http.GetFromJsonAsync<JsonElement>($"/api/v1/contracts/verify/{code}", demo.Stop);
        DemoSession.Expect(answer.GetProperty("status").GetString() == "valid", $"{answer}");
        return $"{code}: {answer.GetProperty("statusText").GetString()}, hasta el {answer.GetProperty("validUntil").GetString()}";
    }
}
