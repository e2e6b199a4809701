using System.Diagnostics.Metrics;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Hosting.Limits;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// What an hour of text messages may cost, over all members (decision 24). Strangers' codes may use a part of it only, so that an
/// attack on sign-in leaves the members' own phones their codes. Spent budgets raise the alarm: a critical line and a counter.
/// </summary>
internal sealed partial class SmsBudget : IDisposable
{
    internal const string Meter = "Serverless.Identity";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The counter's own answer when too many ask at the same moment: the budget is not spent.</summary>
    private static readonly TimeSpan Contended = TimeSpan.FromSeconds(1);

    private readonly IRateCounter _counter;
    private readonly ILogger<SmsBudget> _logger;
    private readonly RateLimitPolicy _all;
    private readonly RateLimitPolicy _strangers;
    private readonly Meter _meter;
    private readonly Counter<long> _refused;

    public SmsBudget(IRateCounter counter, OtpOptions options, IMeterFactory meters, ILogger<SmsBudget> logger)
    {
        (_counter, _logger) = (counter, logger);
        _all = new("identity-sms", options.SmsPerHour, Hour);
        _strangers = new("identity-sms-strangers", options.SmsPerHour * options.StrangersPercent / 100, Hour);
        _meter = meters.Create(Meter);
        _refused = _meter.CreateCounter<long>(
            "identity.sms.budget-spent",
            "{message}",
            "Codes not sent because the hour's budget is spent"
        );
    }

    /// <summary>Takes one text message out of this hour's budget.</summary>
    /// <returns>Null when it may be sent; else how long to wait.</returns>
    internal async Task<TimeSpan?> TakeAsync(Account account, string device, CancellationToken cancellation)
    {
        var isStranger = !AccountRules.IsRegistered(account, device);
        var wait = isStranger ? await _counter.TakeAsync(_strangers, "", cancellation) : null;
        wait ??= await _counter.TakeAsync(_all, "", cancellation);
        if (wait > Contended)
        {
            _refused.Add(1, new KeyValuePair<string, object?>("stranger", isStranger));
            LogSpent(_logger, isStranger ? _strangers.Permits : _all.Permits);
        }

        return wait;
    }

    public void Dispose() => _meter.Dispose();

    [LoggerMessage(Level = LogLevel.Critical, Message = "The budget of {Permits} text messages with codes is spent for this hour")]
    private static partial void LogSpent(ILogger logger, int permits);
}
