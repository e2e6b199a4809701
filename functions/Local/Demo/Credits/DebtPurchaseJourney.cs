using System.Text.Json;

namespace Serverless.Local.Demo.Credits;

/// <summary>A credit that pays two other lenders and gives the rest to the member.</summary>
internal static class DebtPurchaseJourney
{
    private const long Amount = 800_000;

    internal static Journey Journey { get; } =
        new("Una docente junta sus deudas (a teacher brings her debts together)", "credits-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        using var phone = new MemberPhone(RegisterFile.TeacherAt(SamplePersonLines.Next()), demo, TimeProvider.System);
        var desk = new CreditDesk(demo, phone);
        await demo.StepAsync($"{phone.Owner.GivenNames} activa su cuenta", desk.EnterAsync);
        await demo.StepAsync("Envía su foto de referencia y dos oficiales la miran", desk.EnrolFaceAsync);
        await demo.StepAsync("Calcula qué cambia si la mutual paga sus dos deudas", () => WhatIfAsync(phone));
        await demo.StepAsync(
            "Quiere comprar más deuda que el crédito",
            async () =>
                (await phone.AskAsync(HttpMethod.Post, $"{CreditDesk.Credits}/requests", Wish(400_000)))
                    .ExpectRefusal("credits.debts-above-amount")
                    .Seen
        );
        var before = await desk.KnownOrdersAsync();
        var request = new PhoneAnswer(0, default);
        await demo.StepAsync(
            "Pide S/ 8,000: S/ 3,000 para un banco, S/ 2,000 para una caja",
            async () =>
            {
                request = await desk.DecidedAsync(Wish(Amount));
                DemoSession.Expect(request.Text("status") == "preapproved", $"not preapproved: {request.Json}");
                return request.Text("statusText");
            }
        );
        await demo.StepAsync(
            "Acepta y firma",
            async () =>
            {
                await desk.SignedAsync(request);
                return "contrato firmado";
            }
        );
        await demo.StepAsync("El banco paga a las dos entidades y deja el resto en su cuenta", () => PaidAsync(desk, request, before));
    }

    private static async Task<string> PaidAsync(CreditDesk desk, PhoneAnswer request, HashSet<string> before)
    {
        var open = await desk.UntilAsync(request.Text("requestId"), status => status is "loan-open" or "disburse-failed" or "declined");
        DemoSession.Expect(open.Text("status") == "loan-open", $"no loan: {open.Json}");
        var orders = (await desk.OrdersAsync(before)).Select(order => CreditDesk.Centimos(order, "amountCentimos")).Order().ToList();
        DemoSession.Expect(orders is [200_000, 300_000, 300_000], $"orders of {string.Join(", ", orders)}");
        var lines = open.Json.GetProperty("debts").EnumerateArray().ToList();
        DemoSession.Expect(lines.TrueForAll(line => line.GetProperty("status").GetString() == "paid"), $"{open.Json}");
        return string.Join("; ", lines.Select(Told)) + $"; para ella, {CreditDesk.Soles(300_000)}; falta la carta de cada entidad";
    }

    private static async Task<string> WhatIfAsync(MemberPhone phone)
    {
        object[] debts =
        [
            new
            {
                balanceCentimos = 300_000,
                instalmentCentimos = 24_000,
                instalmentsLeft = 18,
            },
            new
            {
                balanceCentimos = 200_000,
                instalmentCentimos = 21_000,
                instalmentsLeft = 12,
            },
        ];
        var wish = new
        {
            product = "COMPRA_DEUDA",
            amountCentimos = Amount,
            instalments = 24,
            debts,
        };
        var seen = (await phone.AskAsync(HttpMethod.Post, $"{CreditDesk.Credits}/simulations", wish)).Expect(200);
        var change = seen.Json.GetProperty("debtPurchase");
        return $"paga {CreditDesk.Soles(CreditDesk.Centimos(change, "monthlyNowCentimos"))} al mes; pagaría "
            + $"{CreditDesk.Soles(CreditDesk.Centimos(seen.Json.GetProperty("summary"), "instalmentCentimos"))} y recibiría "
            + CreditDesk.Soles(CreditDesk.Centimos(change, "toMemberCentimos"));
    }

    private static object Wish(long centimos)
    {
        object[] debts =
        [
            new
            {
                entity = "BANCO-1",
                cci = "00219300123456780110",
                balanceCentimos = 300_000,
            },
            new
            {
                entity = "CAJA-2",
                cci = "01800000401588273303",
                balanceCentimos = 200_000,
            },
        ];
        return new
        {
            product = "COMPRA_DEUDA",
            amountCentimos = centimos,
            instalments = 24,
            cci = CreditDesk.OwnCci,
            debts,
        };
    }

    private static string Told(JsonElement line) =>
        $"{line.GetProperty("entity").GetString()}, {CreditDesk.Soles(CreditDesk.Centimos(line, "balanceCentimos"))}";
}
