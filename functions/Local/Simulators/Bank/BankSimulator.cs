using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Serverless.Local.Simulators.Bank;

/// <summary>
/// The bank of docs/ports/bank.md on loopback: checks signatures and account codes, takes an order once however often it is sent, and
/// tells App what became of it. Scripted, it is down, late, wrong, doubled or at odds with itself.
/// </summary>
public sealed class BankSimulator : IDisposable
{
    private readonly byte[] _requestKey;
    private readonly TimeProvider _time;
    private readonly BankNotices _notices;
    private readonly ConcurrentDictionary<string, Held> _books = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _references;

    /// <param name="requestKey">What App signs with.</param>
    /// <param name="callbackKey">What the bank signs with.</param>
    public BankSimulator(byte[] requestKey, byte[] callbackKey, TimeProvider time) =>
        (_requestKey, _time, _notices) = (requestKey, time, new BankNotices(callbackKey, time));

    /// <summary>App's address for notices.</summary>
    public Uri? NoticesTo
    {
        get => _notices.Address;
        set => _notices.Address = value;
    }

    public BankScript Script { get; set; } = new();

    /// <summary>The bank's books, in the order of their references.</summary>
    public IReadOnlyList<BankBooking> Bookings =>
        [.. _books.Values.Select(held => held.Booking).OrderBy(booking => booking.BankReference, StringComparer.Ordinal)];

    /// <summary>Maps the vendor's one route.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/payment-orders", TakeAsync);

    /// <summary>Settles what was held back and tells what was not taken; the number of notices that App took.</summary>
    public async Task<int> TellAsync(CancellationToken cancellation)
    {
        if (!Script.Holds)
        {
            foreach (var held in _books.Values.Where(held => held.Booking.Status == "taken"))
            {
                Settle(held);
            }
        }

        var told = await _notices.TellAsync(Script.BadSignature, cancellation);
        foreach (var notice in told.Where(notice => _books.ContainsKey(notice.OrderId)))
        {
            _books[notice.OrderId].Booking = _books[notice.OrderId].Booking with { Told = true };
        }

        return told.Count;
    }

    public void Dispose() => _notices.Dispose();

    private async Task TakeAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var body = content.ToArray();
        if (!BankSigner.IsSigned(context.Request, _requestKey, body, _time))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (Script.Down)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var order = JsonSerializer.Deserialize(body, BankBodyJson.Default.BankOrderBody)!;
        if (order.OrderId != context.Request.Headers["Idempotency-Key"] || order is not { Currency: "PEN", AmountCentimos: > 0 })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (!BankAccount.IsSound(order.Cci))
        {
            await RefuseAsync(context, "cci-invalid");
            return;
        }

        await AnswerAsync(context, order);
    }

    private async Task AnswerAsync(HttpContext context, BankOrderBody order)
    {
        var (held, isNew) = Take(order);
        if (held.Order != order)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        if (isNew && !Script.Holds)
        {
            Settle(held);
            _ = Task.Run(() => TellAsync(CancellationToken.None));
        }

        if (Script.LosesAnswers)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = isNew ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        var accepted = new BankAcceptedBody(order.OrderId, held.Booking.BankReference, "accepted");
        await context.Response.WriteAsJsonAsync(accepted, BankBodyJson.Default.BankAcceptedBody);
    }

    private (Held Held, bool IsNew) Take(BankOrderBody order)
    {
        lock (_gate)
        {
            if (_books.TryGetValue(order.OrderId, out var known))
            {
                return (known, false);
            }

            var reference = string.Create(CultureInfo.InvariantCulture, $"BN{++_references:D8}");
            var rejects = Script.RejectNext > 0 || BankAccount.IsClosed(order.Cci);
            var held = new Held(order, new(order.OrderId, reference, order.AmountCentimos, "taken", rejects ? Script.Reason : null, false));
            Script = Script with { RejectNext = Math.Max(0, Script.RejectNext - 1) };
            _books[order.OrderId] = held;
            return (held, true);
        }
    }

    private void Settle(Held held)
    {
        var paid = held.Booking.Reason is null;
        held.Booking = held.Booking with { Status = paid ? "paid" : "rejected" };
        var notice = Notice(held.Booking, paid, "1");
        _notices.Add(notice);
        if (Script.Twice)
        {
            _notices.Add(notice);
        }

        if (Script.Contradicts)
        {
            _notices.Add(Notice(held.Booking, !paid, "2"));
        }
    }

    private BankNoticeBody Notice(BankBooking booking, bool paid, string part) =>
        new(
            $"{booking.BankReference}-{part}",
            booking.OrderId,
            booking.BankReference,
            paid ? "paid" : "rejected",
            booking.AmountCentimos + Script.WrongAmountCentimos,
            paid ? null : booking.Reason ?? Script.Reason,
            _time.GetUtcNow()
        );

    private static async Task RefuseAsync(HttpContext context, string code)
    {
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await context.Response.WriteAsJsonAsync(new BankRefusedBody(code), BankBodyJson.Default.BankRefusedBody);
    }

    private sealed class Held(BankOrderBody order, BankBooking booking)
    {
        internal BankOrderBody Order { get; } = order;

        internal BankBooking Booking { get; set; } = booking;
    }
}
