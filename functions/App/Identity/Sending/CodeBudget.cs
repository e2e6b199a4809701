using System.Diagnostics.Metrics;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Hosting.Limits;

namespace Serverless.App.Identity.Sending;

/// <summary>
/// What an hour of codes may cost, over all members, texts and calls apart (decision 24). Strangers' codes may use a part of it only, so
/// that an attack on sign-in leaves the members' own phones their codes. Spent budgets raise the alarm: a critical line and a counter.
/// </summary>
internal sealed partial class CodeBudget : IDisposable
{
    internal const string Meter = "Serverless.Identity";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The counter's own answer when too many ask at the same moment: the budget is not spent.</summary>
    private static readonly TimeSpan Contended = TimeSpan.FromSeconds(1);

    private readonly IRateCounter _counter;
    private readonly ILogger<CodeBudget> _logger;
    private readonly OtpOptions _options;
    private readonly Meter _meter;
    private readonly Counter<long> _refused;

    public CodeBudget(IRateCounter counter, OtpOptions options, IMeterFactory meters, ILogger<CodeBudget> logger)
    {
        (_counter, _logger, _options) = (counter, logger, options);
        _meter = meters.Create(Meter);
        _refused = _meter.CreateCounter<long>(
            "identity.codes.budget-spent",
            "{code}",
            "Codes not sent because the hour's budget of their channel is spent"
        );
    }

    /// <summary>Takes one text or call out of this hour's budget.</summary>
    /// <returns>Null when it may be made; else how long to wait.</returns>
    internal async Task<TimeSpan?> TakeAsync(OtpChannel channel, Account account, string device, CancellationToken cancellation)
    {
        var isStranger = !AccountRules.IsRegistered(account, device);
        var (all, strangers) = Policies(channel);
        var wait = isStranger ? await _counter.TakeAsync(strangers, "", cancellation) : null;
        wait ??= await _counter.TakeAsync(all, "", cancellation);
        if (wait > Contended)
        {
            _refused.Add(
                1,
                new KeyValuePair<string, object?>("stranger", isStranger),
                new KeyValuePair<string, object?>("channel", channel)
            );
            LogSpent(_logger, isStranger ? strangers.Permits : all.Permits, channel);
        }

        return wait;
    }

    public void Dispose() => _meter.Dispose();

    private (RateLimitPolicy All, RateLimitPolicy Strangers) Policies(OtpChannel channel)
    {
        var (name, permits) =
            channel == OtpChannel.Voice ? ("identity-calls", _options.CallsPerHour) : ("identity-sms", _options.SmsPerHour);
        return (new(name, permits, Hour), new($"{name}-strangers", permits * _options.StrangersPercent / 100, Hour));
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The budget of {Permits} codes by {Channel} is spent for this hour")]
    private static partial void LogSpent(ILogger logger, int permits, OtpChannel channel);
}
