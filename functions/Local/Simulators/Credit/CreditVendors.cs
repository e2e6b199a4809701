using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Local.Simulators.Credit;

/// <summary>
/// Payroll's payslip service, the credit bureau and the payment gateway of a laptop, each as its port document says
/// (docs/ports/payroll-capacity.md, credit-bureau.md, payment-gateway.md): bearer keys are checked, notices are signed, and each can be
/// told to be down.
/// </summary>
internal sealed class CreditVendors(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, CreditPerson> _people = new();
    private readonly ConcurrentDictionary<string, GatewayCheckout> _checkouts = new();

    internal string Key { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    internal string CallbackKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>So many calls from now on are answered 503.</summary>
    internal int Down { get; set; }

    /// <summary>How often anything was asked, for tests.</summary>
    internal int Asked { get; private set; }

    internal void Say(string dni, CreditPerson person) => _people[dni] = person;

    internal GatewayCheckout? Checkout(string checkoutId) => _checkouts.GetValueOrDefault(checkoutId);

    internal IReadOnlyDictionary<string, string> Settings(Uri address) =>
        new Dictionary<string, string>
        {
            ["PayrollCapacity__Endpoint"] = address.AbsoluteUri,
            ["PayrollCapacity__Key"] = Key,
            ["CreditBureau__Endpoint"] = address.AbsoluteUri,
            ["CreditBureau__Key"] = Key,
            ["PaymentGateway__Endpoint"] = address.AbsoluteUri,
            ["PaymentGateway__Key"] = Key,
            ["PaymentGateway__CallbackKey"] = CallbackKey,
        };

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/payslips/query", context => AnswerAsync(context, CreditVendorsJson.Default.PersonQuestion, Payslip));
        routes.MapPost("/v1/debtors/query", context => AnswerAsync(context, CreditVendorsJson.Default.PersonQuestion, Debtor));
        routes.MapPost("/v1/checkouts", context => AnswerAsync(context, CreditVendorsJson.Default.CheckoutQuestion, Open));
    }

    /// <summary>Somebody pays, or does not: the notice that the gateway sends, body and headers.</summary>
    internal (byte[] Body, IReadOnlyDictionary<string, string> Headers)? Settle(
        string checkoutId,
        bool paid,
        string path,
        bool takesBack = false
    )
    {
        if (!_checkouts.TryGetValue(checkoutId, out var checkout))
        {
            return null;
        }

        _checkouts[checkoutId] = checkout with { Paid = paid, PaidAt = paid ? clock.GetUtcNow() : null };
        var notice = new CheckoutNotice(
            checkout.PaymentId,
            checkoutId,
            takesBack ? "reversed"
                : paid ? "paid"
                : "failed",
            checkout.AmountCentimos,
            clock.GetUtcNow()
        );
        var body = JsonSerializer.SerializeToUtf8Bytes(notice, CreditVendorsJson.Default.CheckoutNotice);
        var stamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = $"{path}\n{stamp}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var mac = HMACSHA256.HashData(Convert.FromBase64String(CallbackKey), Encoding.UTF8.GetBytes(text));
        return (
            body,
            new Dictionary<string, string> { ["Gateway-Timestamp"] = stamp, ["Gateway-Signature"] = $"v1={Convert.ToHexStringLower(mac)}" }
        );
    }

    /// <summary>The statement of a day in Lima as docs/ports/payment-gateway.md has it.</summary>
    internal string Statement(DateOnly day)
    {
        var taken = _checkouts
            .Values.Where(one => one.PaidAt is { } at && DateOnly.FromDateTime(at.AddHours(-5).UtcDateTime) == day)
            .OrderBy(one => one.CheckoutId, StringComparer.Ordinal)
            .ToList();
        var lines = taken.Select((one, at) => $"D,{at + 1},{one.PaymentId},{one.CheckoutId},PAGADO,{one.AmountCentimos}\r\n");
        var body = $"H,LIQUIDACION,1,{day:yyyy-MM-dd}\r\n" + string.Concat(lines);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        return $"{body}T,{taken.Count},{taken.Sum(one => one.AmountCentimos)},{hash}\r\n";
    }

    private async Task AnswerAsync<TQuestion>(HttpContext context, JsonTypeInfo<TQuestion> asks, Func<TQuestion, IResult> answer)
        where TQuestion : class
    {
        Asked++;
        if (Down > 0)
        {
            Down--;
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var question = await context.Request.ReadFromJsonAsync(asks, context.RequestAborted);
        await (question is null ? Results.BadRequest() : answer(question)).ExecuteAsync(context);
    }

    private IResult Payslip(PersonQuestion question)
    {
        var person = _people.GetValueOrDefault(question.Dni ?? "", new CreditPerson());
        return person.Unknown
            ? Results.NotFound()
            : Results.Json(
                new PayslipAnswer(
                    clock.GetUtcNow().AddHours(-5).ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    person.GrossCentimos,
                    person.LegalCentimos,
                    person.JudicialCentimos,
                    person.VoluntaryCentimos,
                    person.BirthDate ?? new DateOnly(1980, 5, 3),
                    person.ContractEnd
                ),
                CreditVendorsJson.Default.PayslipAnswer
            );
    }

    private IResult Debtor(PersonQuestion question) =>
        _people.GetValueOrDefault(question.Document ?? "", new CreditPerson()).Classification is { } rated
            ? Results.Json(new DebtorAnswer(rated), CreditVendorsJson.Default.DebtorAnswer)
            : Results.NotFound();

    /// <summary>The same payment opens the same checkout.</summary>
    private IResult Open(CheckoutQuestion question)
    {
        if (question is not { PaymentId.Length: > 0, AmountCentimos: > 0, Currency: "PEN" })
        {
            return Results.BadRequest();
        }

        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question.PaymentId)))[..24];
        _checkouts.TryAdd(id, new GatewayCheckout(id, question.PaymentId, question.AmountCentimos, Paid: false));
        return Results.Json(
            new CheckoutAnswer(id, $"https://pasarela.example/pagar/{id}"),
            CreditVendorsJson.Default.CheckoutAnswer,
            statusCode: StatusCodes.Status201Created
        );
    }
}
