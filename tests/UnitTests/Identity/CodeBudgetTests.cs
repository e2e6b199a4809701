using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Sending;
using Serverless.Platform.Hosting.Limits;

namespace Serverless.UnitTests.Identity;

/// <summary>Decision 24: an hour of codes costs so much and no more, strangers spend a part of it only, and somebody is woken.</summary>
public sealed class CodeBudgetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly Account Known = new("a1", "m1") { Devices = [new RegisteredDevice("own", "Celular", Noon)] };

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly Alarm _alarm = new();

    [Fact]
    public async Task Strangers_spend_their_part_and_members_own_phones_keep_theirs()
    {
        using var budget = Budget();

        var strangers = await TakeAsync(budget, "new", 4);
        var own = await TakeAsync(budget, "own", 2);

        Assert.Equal([true, true, false, false], strangers);
        Assert.Equal([true, true], own);
    }

    [Fact]
    public async Task Spent_budget_raises_the_alarm_once_for_each_code_that_is_not_sent()
    {
        using var counted = new MeterListener { InstrumentPublished = (instrument, listener) => Listen(instrument, listener) };
        var refused = 0L;
        counted.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref refused, value));
        counted.Start();
        using var budget = Budget();

        await TakeAsync(budget, "own", 6);

        Assert.Equal(2, refused);
        Assert.Equal([LogLevel.Critical, LogLevel.Critical], _alarm.Levels);
    }

    [Fact]
    public async Task Next_hour_has_a_budget_of_its_own()
    {
        using var budget = Budget();
        await TakeAsync(budget, "own", 5);

        _clock.Advance(TimeSpan.FromHours(1));
        var taken = await TakeAsync(budget, "own", 1);

        Assert.True(taken[0]);
    }

    [Fact]
    public async Task Calls_have_a_budget_of_their_own()
    {
        using var budget = Budget();
        await TakeAsync(budget, "own", 5);

        var calls = await TakeAsync(budget, "own", 3, OtpChannel.Voice);

        Assert.Equal([true, true, false], calls);
    }

    private CodeBudget Budget()
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        var options = new OtpOptions
        {
            SmsPerHour = 4,
            CallsPerHour = 2,
            StrangersPercent = 50,
        };
        return new CodeBudget(new MemoryRateCounter(_clock), options, meters, _alarm);
    }

    private static async Task<bool[]> TakeAsync(CodeBudget budget, string device, int times, OtpChannel channel = OtpChannel.Sms)
    {
        var taken = new bool[times];
        for (var time = 0; time < times; time++)
        {
            taken[time] = await budget.TakeAsync(channel, Known, device, default) is null;
        }

        return taken;
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == "identity.codes.budget-spent")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private sealed class Alarm : ILogger<CodeBudget>
    {
        internal List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Levels.Add(logLevel);
    }
}
