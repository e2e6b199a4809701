using Microsoft.Extensions.Time.Testing;
using Serverless.App.Payroll.Layout;
using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Tasks;
using Serverless.Local.Simulators.Payroll;
using Serverless.Platform.Drop;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Payroll;

/// <summary>A UGEL, its members and payroll over one account; processes come and go as scripted.</summary>
internal sealed class PayrollTown(StorageOptions account, Func<int, Fault>? fault = null)
{
    private readonly FakeTimeProvider _clock = new(PayrollOffice.Asked.AddHours(1));
    private readonly DurableMailbox _mailbox = new();
    private int _steps;

    internal int Steps => _steps;

    internal void Pass(TimeSpan time) => _clock.Advance(time);

    internal PayrollSimulator Payroll { get; } = PayrollOffice.Payroll(account, TimeProvider.System);

    internal PayrollOffice Healthy => new(account, _mailbox, _clock);

    internal static async Task<PayrollTown> BuildAsync(Func<int, Fault>? fault = null) => new(await PayrollOffice.AccountAsync(), fault);

    internal async Task<IReadOnlyList<string>> MembersAsync(int count)
    {
        var office = Healthy;
        return await Task.WhenAll(Enumerable.Range(1, count).Select(office.RegisterAsync));
    }

    internal async Task AskAsync(IReadOnlyList<string> members, int attempt = 1)
    {
        for (var number = 0; number < members.Count; number++)
        {
            await LiveUntilDoneAsync(office => office.AskAsync(members[number], number + 1, attempt));
        }
    }

    /// <summary>Orders a file and lets every message and every piece of due work run until nothing is left.</summary>
    internal async Task<OutgoingFile> OrderAsync(string command = "order-1")
    {
        OutgoingFile? ordered = null;
        await LiveUntilDoneAsync(async office => ordered = await office.OrderAsync(command));
        await RestAsync();
        return await FileAsync(ordered!.Id);
    }

    /// <summary>Payroll answers, and everything that follows runs until nothing is left.</summary>
    internal async Task AnswerAsync()
    {
        await Payroll.AnswerAsync(default);
        await TakeInAsync();
    }

    internal async Task TakeInAsync()
    {
        await LiveUntilDoneAsync(office => office.Taker.RunAsync(default));
        await RestAsync();
    }

    internal async Task<OutgoingFile> FileAsync(string id) => (await Healthy.Outgoing.ReadAsync(id, default)).State!;

    internal async Task<IReadOnlyList<PayrollTask>> TasksAsync() => (await Healthy.Tasks.OpenPageAsync(null, 100, default)).Tasks;

    internal async Task<string> TextAsync(OutgoingFile file)
    {
        var name = DropContainer.Out + RequestFile.NameOf(file.Ugel, new(2026, 12), file.Number);
        var found = await Healthy.Drop.FindAsync(name, default);
        await using var content = await Healthy.Drop.OpenAsync(found!, 0, default);
        using var reader = new StreamReader(content!);
        return await reader.ReadToEndAsync();
    }

    internal async Task RestAsync()
    {
        for (var quiet = 0; quiet < 2; )
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
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

    private async Task LiveUntilDoneAsync(Func<PayrollOffice, Task> act)
    {
        while (!await LiveAsync(act))
        {
            _clock.Advance(TimeSpan.FromSeconds(20));
        }
    }

    /// <summary>One process; false when it died.</summary>
    private async Task<bool> LiveAsync(Func<PayrollOffice, Task> act)
    {
        var network = new FaultTransport((_, _) => fault?.Invoke(Interlocked.Increment(ref _steps)) ?? Fault.None);
        var office = new PayrollOffice(account, _mailbox, _clock, network);
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
