using System.Globalization;
using System.Text.Json;

namespace Serverless.Local.Demo.Credits;

/// <summary>A step of the way, in words and as it is done.</summary>
internal sealed record BorrowingStep(string Sentence, Func<Task<string>> DoAsync);

/// <summary>
/// A teacher with an offer borrows S/ 8,000 for 24 months in one sitting, from the offer to the open loan. Each step is one that App may
/// be killed after.
/// </summary>
internal sealed class Borrowing(DemoSession demo, MemberPhone phone)
{
    internal const long Amount = 800_000;
    private const int Term = 24;
    private const string Offers = $"{CreditDesk.Credits}/offers";
    private HashSet<string> _ordersBefore = [];
    private string _offer = "";
    private string _challenge = "";
    private string _code = "";
    private PhoneAnswer _request = new(0, default);
    private PhoneAnswer _contract = new(0, default);

    internal CreditDesk Desk { get; } = new(demo, phone);

    internal string RequestId => _request.Text("requestId");

    internal string LoanId => _request.Text("loanId");

    internal string ContractId => _contract.Text("id");

    /// <summary>What comes before: an account, a reference photo, and the file with the offer.</summary>
    internal IReadOnlyList<BorrowingStep> Before =>
        [
            new($"{phone.Owner.GivenNames} activa su cuenta", Desk.EnterAsync),
            new("Envía su foto de referencia y dos oficiales la miran", Desk.EnrolFaceAsync),
            new("Elena, de créditos, carga el archivo de ofertas", ImportAsync),
        ];

    /// <summary>The sitting itself.</summary>
    internal IReadOnlyList<BorrowingStep> Steps =>
        [
            new("Abre su oferta y lee por qué la tiene", ViewAsync),
            new("Calcula S/ 8,000 y compara plazos", SimulateAsync),
            new("Toma la oferta", TakeAsync),
            new("Envía la solicitud: planilla y central de riesgos responden", SubmitAsync),
            new("Lee la hoja resumen y la acepta", AcceptAsync),
            new("Pide el código para firmar este contrato", AskCodeAsync),
            new("Firma el contrato con el código", SignAsync),
            new("El banco paga y el crédito queda abierto", OpenAsync),
        ];

    /// <summary>All of it without words, for a journey that begins where this one ends.</summary>
    internal async Task<string> AllAsync()
    {
        foreach (var step in Before.Concat(Steps))
        {
            await step.DoAsync();
        }

        return $"crédito {LoanId[..8]} de {CreditDesk.Soles(Amount)}";
    }

    /// <summary>What the bank was told to pay for this loan.</summary>
    internal Task<IReadOnlyList<JsonElement>> OrdersAsync() => Desk.OrdersAsync(_ordersBefore);

    internal async Task<PhoneAnswer> LoanAsync() =>
        (await phone.AskAsync(HttpMethod.Get, $"{CreditDesk.Credits}/loans/{LoanId}/statement")).Expect(200);

    private async Task<string> ImportAsync()
    {
        await demo.SignInAsync("elena.creditos");
        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(20);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{phone.Owner.Dni},CONSUMO,{1_000_000},36,{until:yyyy-MM-dd},buen-pagador;cupo-en-boleta\n"
        );
        var campaign = $"demo-{Guid.NewGuid():N}"[..20];
        var first = await PutAsync(campaign, line);
        var again = await PutAsync(campaign, line);
        DemoSession.Expect(first.GetProperty("published").GetInt32() == 1, $"{first}");
        DemoSession.Expect(again.GetProperty("published").GetInt32() == 0, $"twice is twice: {again}");
        _ordersBefore = await Desk.KnownOrdersAsync();
        return "1 oferta publicada; el mismo archivo otra vez, ninguna más";
    }

    private async Task<JsonElement> PutAsync(string campaign, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{CreditDesk.Credits}/backoffice/offers/{campaign}")
        {
            Content = new StringContent(file, System.Text.Encoding.UTF8, "text/csv"),
        };
        return await demo.JsonAsync(request, 200);
    }

    private async Task<string> ViewAsync()
    {
        var list = (await phone.AskAsync(HttpMethod.Get, Offers)).Expect(200).Json;
        _offer = list[0].GetProperty("offerId").GetString()!;
        var offer = (await phone.AskAsync(HttpMethod.Get, $"{Offers}/{_offer}")).Expect(200).Json;
        var reasons = offer.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("title").GetString());
        return $"hasta {CreditDesk.Soles(CreditDesk.Centimos(offer, "amountCentimos"))}: {string.Join("; ", reasons)}";
    }

    private async Task<string> SimulateAsync()
    {
        int[] compare = [12, 36];
        var wish = new
        {
            product = "CONSUMO",
            amountCentimos = Amount,
            instalments = Term,
            compare,
        };
        var seen = (await phone.AskAsync(HttpMethod.Post, $"{CreditDesk.Credits}/simulations", wish)).Expect(200).Json;
        var sheet = seen.GetProperty("summary");
        var others = seen.GetProperty("comparison")
            .EnumerateArray()
            .Select(one => $"en {one.GetProperty("instalments")}, {CreditDesk.Soles(CreditDesk.Centimos(one, "instalmentCentimos"))}");
        return $"en {Term}, cuota {CreditDesk.Soles(CreditDesk.Centimos(sheet, "instalmentCentimos"))}, TEA {sheet.GetProperty("teaPercent")} %, "
            + $"TCEA {sheet.GetProperty("tceaPercent")} %; {string.Join("; ", others)}";
    }

    private async Task<string> TakeAsync()
    {
        var wish = new
        {
            amountCentimos = Amount,
            instalments = Term,
            cci = CreditDesk.OwnCci,
        };
        _request = (await phone.AskAsync(HttpMethod.Post, $"{Offers}/{_offer}/accept", wish)).Expect(201);
        return $"solicitud {_request.Text("statusText")}";
    }

    private async Task<string> SubmitAsync()
    {
        _request = await Desk.CheckedAsync(RequestId);
        DemoSession.Expect(_request.Text("status") == "preapproved", $"not preapproved: {_request.Json}");
        return _request.Text("statusText");
    }

    private async Task<string> AcceptAsync()
    {
        var (accepted, face) = await Desk.AcceptAsync(_request);
        _request = accepted.Expect(200);
        _contract = await Desk.DocumentAsync(_request.Text("documentId"));
        return $"{(face ? "la cámara ve su rostro; " : "")}contrato de {_contract.Json.GetProperty("length").GetInt64() / 1024} KB, huella {_contract.Text("sha256")[..12]}…";
    }

    private async Task<string> AskCodeAsync()
    {
        var (challenge, text) = await Desk.CodeForAsync(_contract.Json.GetProperty("confirmation"));
        (_challenge, _code) = (challenge, MemberPhone.CodeIn(text));
        return $"SMS: «{text}»";
    }

    private async Task<string> SignAsync()
    {
        var (signed, face) = await Desk.ActAsync(
            _contract.Json.GetProperty("confirmation"),
            () => Desk.SignAsync(ContractId, _challenge, _code)
        );
        return $"{(face ? "la cámara ve su rostro; " : "")}{signed.Expect(200).Text("statusText")}";
    }

    /// <summary>A bank whose notice nobody took tells it again.</summary>
    private Task TellAsync() => demo.JsonAsync(new HttpRequestMessage(HttpMethod.Post, "/_local/bank/notices"), 200);

    private async Task<string> OpenAsync()
    {
        _request = await Desk.UntilAsync(RequestId, status => status is "loan-open" or "disburse-failed" or "declined", TellAsync);
        DemoSession.Expect(_request.Text("status") == "loan-open", $"no loan: {_request.Json}");
        var loan = (await LoanAsync()).Json;
        var orders = await OrdersAsync();
        DemoSession.Expect(orders.Count == 1 && CreditDesk.Centimos(orders[0], "amountCentimos") == Amount, $"{orders.Count} orders");
        DemoSession.Expect(loan.GetProperty("postings").GetArrayLength() == 1, "the loan was paid out more than once");
        return $"el banco pagó {CreditDesk.Soles(Amount)} una vez; debe {CreditDesk.Soles(CreditDesk.Centimos(loan.GetProperty("loan"), "balanceCentimos"))}, "
            + $"primera cuota el {loan.GetProperty("loan").GetProperty("nextDue").GetString()}";
    }
}
