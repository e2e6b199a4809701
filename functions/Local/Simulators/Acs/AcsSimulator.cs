using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Serverless.Local.Simulators.Acs.Calls;
using Serverless.Platform.Sms;

namespace Serverless.Local.Simulators.Acs;

/// <summary>
/// Azure Communication Services on loopback, texts, calls and e-mail: the vendor's own wire protocol, signatures and repeatability. The vendor's JavaScript
/// SDK sends through it in a test, so that it stays honest.
/// </summary>
/// <param name="key">The resource's access key, base64; Local makes its own.</param>
/// <param name="reports">The queue <c>sms-delivery-reports</c>; null keeps the reports to itself.</param>
public sealed class AcsSimulator(string key, QueueClient? reports, TimeProvider time)
{
    private readonly AcsRequests _requests = new(new AcsAuthentication(Convert.FromBase64String(key), time));
    private AcsCalls? _calls;
    private readonly AcsRepeatability _repeatability = new();
    private readonly AcsDeliveryReports? _reports = reports is null ? null : new AcsDeliveryReports(reports, time);
    private readonly ConcurrentDictionary<string, bool> _optedOut = new(StringComparer.Ordinal);
    private long _numbers;
    private AcsMail? _mail;

    /// <summary>What arrived on the phones.</summary>
    public AcsInbox Inbox { get; } = new();

    /// <summary>The telephones that ring.</summary>
    public AcsCalls Calls => _calls ??= new AcsCalls(_requests, time);

    /// <summary>What goes wrong next.</summary>
    public AcsScript Script { get; } = new();

    /// <summary>What arrived in mailboxes.</summary>
    public AcsMail Mail => _mail ??= new AcsMail(_requests, Script, time);

    /// <summary>Maps the vendor's routes and the control routes under <c>/_local/sms</c>.</summary>
    public IEndpointRouteBuilder Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sms", SendAsync);
        routes.MapPost("/sms/optouts:{verb}", OptOutAsync);
        Calls.Routes.Map(routes);
        Mail.Map(routes);
        AcsControl.Map(routes, this);
        return routes;
    }

    private async Task SendAsync(HttpContext context)
    {
        if (await _requests.ReadAsync(context, SmsJson.Default.Send) is not { } request)
        {
            return;
        }

        var fault = Script.Next();
        if (fault is { Kind: AcsFaultKind.Throttle or AcsFaultKind.Unavailable })
        {
            await AcsRequests.FailAsync(context, fault);
            return;
        }

        if (
            request.SmsRecipients is not { Count: >= 1 and <= 100 }
            || string.IsNullOrEmpty(request.Message)
            || request.Message.Length > 2048
        )
        {
            await AcsRequests.ErrorAsync(
                context,
                StatusCodes.Status400BadRequest,
                "BadRequest",
                "One to a hundred recipients and a text of at most 2048 letters."
            );
            return;
        }

        var (items, sent) = Send(request, fault?.Kind);
        foreach (var text in request.SmsSendOptions is { EnableDeliveryReport: true } && _reports is not null ? sent : [])
        {
            await _reports!.SendAsync(text, fault?.Kind, context.RequestAborted);
        }

        if (fault?.Kind == AcsFaultKind.Silence)
        {
            await Task.Delay(TimeSpan.FromMinutes(5), time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
            return;
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsJsonAsync(new(items), SmsJson.Default.AnswerSendItem);
    }

    private (SmsContract.SendItem[] Items, List<AcsText> Sent) Send(SmsContract.Send request, AcsFaultKind? fault)
    {
        var sent = new List<AcsText>();
        var items = request
            .SmsRecipients.Select((recipient, index) => _repeatability.Answer(request, recipient, () => One(recipient.To, index)))
            .ToArray();
        return (items, sent);

        SmsContract.SendItem One(string to, int index)
        {
            if (!IsNumber(to))
            {
                return new(to, null, StatusCodes.Status400BadRequest, null, false, "Invalid To phone number format.");
            }

            if (_optedOut.ContainsKey($"{request.From}\n{to}"))
            {
                return new(to, null, StatusCodes.Status400BadRequest, null, false, "Sender blocked for given recipient.");
            }

            if (fault == AcsFaultKind.Partial && index % 2 == 1)
            {
                return new(to, null, StatusCodes.Status500InternalServerError, null, false, "Internal error.");
            }

            var text = new AcsText(
                $"Outgoing_{Interlocked.Increment(ref _numbers)}",
                request.From,
                to,
                request.Message,
                request.SmsSendOptions?.Tag,
                time.GetUtcNow()
            );
            if (fault != AcsFaultKind.Undelivered)
            {
                Inbox.Add(text);
            }

            sent.Add(text);
            return new(to, text.MessageId, StatusCodes.Status202Accepted, "accepted", true, null);
        }
    }

    private async Task OptOutAsync(HttpContext context)
    {
        if (await _requests.ReadAsync(context, SmsJson.Default.OptOuts) is not { } request)
        {
            return;
        }

        var verb = (string?)context.Request.RouteValues["verb"];
        var items = request.Recipients.Select(recipient => OptOut(verb, $"{request.From}\n{recipient.To}", recipient.To)).ToArray();
        await context.Response.WriteAsJsonAsync(new(items), SmsJson.Default.AnswerOptOutItem);
    }

    private SmsContract.OptOutItem OptOut(string? verb, string pair, string to)
    {
        switch (verb)
        {
            case "add":
                _optedOut[pair] = true;
                return new(to, StatusCodes.Status200OK);
            case "remove":
                _optedOut.TryRemove(pair, out _);
                return new(to, StatusCodes.Status200OK);
            case "check":
                return new(to, StatusCodes.Status200OK, _optedOut.ContainsKey(pair));
            default:
                return new(to, StatusCodes.Status400BadRequest, null, "No such operation.");
        }
    }

    private static bool IsNumber(string to) => to.Length is >= 8 and <= 16 && to[0] == '+' && to.Skip(1).All(char.IsAsciiDigit);
}
