using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Payments;
using Serverless.App.Payments.Messages;
using Serverless.App.Payments.Orders;
using Serverless.IntegrationTests.Identity;
using Serverless.Local.Simulators;
using Serverless.Local.Simulators.Bank;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Payments;

/// <summary>The whole app, a bank on a socket, and somebody who is to be paid.</summary>
internal sealed class BankTown : IAsyncDisposable
{
    private readonly VendorServer _server;

    private BankTown(IdentityApp app, BankSimulator bank, VendorServer server, byte[] callbackKey) =>
        (App, Bank, _server, CallbackKey) = (app, bank, server, callbackKey);

    internal static FakeTimeProvider Now => new(new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero));

    internal required StorageOptions Account { get; init; }

    internal IdentityApp App { get; }

    internal BankSimulator Bank { get; }

    internal byte[] CallbackKey { get; }

    internal PaymentOrders Orders => App.Services.GetRequiredService<PaymentOrders>();

    internal static async Task<BankTown> BuildAsync(FakeTimeProvider? clock = null)
    {
        clock ??= Now;
        var (request, callback) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var account = await AzuriteAccount.CreateAsync(
            StorageManifest.Platform.With(new(["Identity", "Membership", PaymentsModule.Table], ["drop-bank"], []))
        );
        var bank = new BankSimulator(request, callback, clock);
        var server = await VendorServer.StartAsync(bank.Map);
        var app = await IdentityApp.StartAsync(
            clock,
            account,
            settings:
            [
                $"--Bank:Endpoint={server.Address}",
                "--Bank:ClientId=derrama",
                $"--Bank:RequestKey={Convert.ToBase64String(request)}",
                $"--Bank:CallbackKey={Convert.ToBase64String(callback)}",
            ]
        );
        bank.NoticesTo = new Uri(app.Address, LocalBank.Notices);
        bank.Script = new BankScript(Holds: true);
        return new BankTown(app, bank, server, callback) { Account = account };
    }

    internal static PaymentOrder Order(string claim = "claim-1", int attempt = 1, decimal soles = 6_000m) =>
        new(
            "benefits",
            claim,
            attempt,
            new Money(soles),
            Dni.Parse("40000012").Value,
            "Rosa Quispe Mamani",
            Cci.Parse("01136600010003254221").Value,
            "Retiro"
        );

    internal async Task<string> RegisterAsync(PaymentOrder? order = null) =>
        (await Orders.RegisterAsync(order ?? Order(), default)).Value.Value;

    /// <summary>Works off what waits for the sender of orders.</summary>
    internal Task SendAsync(int expected = 1) =>
        App.Queues.PumpAsync("payments-events", events => events.OnPaymentEvents(), App.Services, expected);

    internal async Task<string> SentAsync()
    {
        var id = await RegisterAsync();
        await SendAsync();
        Bank.Script = Bank.Script with { Holds = false };
        return id;
    }

    internal async Task<BankOrder> ReadAsync(string id) =>
        (await App.Services.GetRequiredService<BankOrderStore>().FindAsync(id, default))!;

    internal async Task<IReadOnlyList<string>> TaskCodesAsync()
    {
        var desk = App.Services.GetRequiredKeyedService<TaskDesk>(PaymentsModule.Name);
        return [.. (await desk.OpenPageAsync(null, 100, default)).Tasks.Select(task => task.Code).Order(StringComparer.Ordinal)];
    }

    /// <summary>What other contexts were told of an order.</summary>
    internal async Task<IReadOnlyList<string>> StoryAsync(string id)
    {
        var store = App.Services.GetRequiredService<AggregateStore>();
        return [.. (await store.ReadEventsAsync(BankOrderStore.Kind, id, 0, 100, default)).Select(e => e.Type)];
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _server.DisposeAsync();
        Bank.Dispose();
    }
}
