using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Fund;

/// <summary>The fund's office over one account; processes come and go as scripted.</summary>
internal sealed class FundTown(StorageOptions account, DateTimeOffset start, Func<int, Fault>? fault = null)
{
    private readonly DurableMailbox _mailbox = new();
    private int _steps;

    internal FakeTimeProvider Clock { get; } = new(start);

    internal int Steps => _steps;

    internal FundOffice Healthy => new(account, _mailbox, Clock);

    internal StorageOptions Account => account;

    internal static async Task<FundTown> BuildAsync(string day, Func<int, Fault>? fault = null) =>
        new(await FundOffice.AccountAsync(), At(day), fault);

    internal static DateTimeOffset At(string day) => new(DateOnly.Parse(day, null).ToDateTime(new TimeOnly(15, 0)), TimeSpan.Zero);

    /// <summary>Runs an act, with as many processes as it takes, and lets everything that follows come to rest.</summary>
    internal async Task DoAsync(Func<FundOffice, Task> act)
    {
        while (!await LiveAsync(act))
        {
            Clock.Advance(TimeSpan.FromSeconds(20));
        }

        await RestAsync();
    }

    internal Task CloseAsync() => DoAsync(office => office.Start.CloseAsync(FundOffice.Tick, default));

    internal Task CheckAsync() => DoAsync(office => office.Start.CheckAsync(FundOffice.Tick, default));

    private async Task RestAsync()
    {
        for (var quiet = 0; quiet < 2; )
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            var swept = await LiveAsync(office => office.Process.Drain.RunAsync(TimeSpan.FromMinutes(1), default));
            var waiting = _mailbox.Messages;
            foreach (var message in waiting)
            {
                if (await LiveAsync(office => office.HandleAsync(message)))
                {
                    _mailbox.Complete(message);
                }
            }

            quiet = swept && waiting.Count == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>One process; false when it died.</summary>
    private async Task<bool> LiveAsync(Func<FundOffice, Task> act)
    {
        var network = new FaultTransport((_, _) => fault?.Invoke(Interlocked.Increment(ref _steps)) ?? Fault.None);
        var office = new FundOffice(account, _mailbox, Clock, network);
        try
        {
            await act(office);
            await office.Process.RelayAsync();
        }
        catch (Exception) when (network.Died)
        {
            // The next process takes over.
        }

        return !network.Died;
    }
}
