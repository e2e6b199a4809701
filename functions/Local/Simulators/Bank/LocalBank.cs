using System.Security.Cryptography;

namespace Serverless.Local.Simulators.Bank;

/// <summary>The bank with a port of its own and the keys that both sides were given.</summary>
internal sealed class LocalBank : IAsyncDisposable
{
    /// <summary>App's route for notices.</summary>
    internal const string Notices = "api/v1/payments/bank/notices";

    private readonly VendorServer _server;

    private LocalBank(BankSimulator simulator, VendorServer server, byte[] requestKey, byte[] callbackKey)
    {
        (Simulator, _server) = (simulator, server);
        AppSettings = new Dictionary<string, string>
        {
            ["Bank__Endpoint"] = server.Address.AbsoluteUri,
            ["Bank__ClientId"] = "derrama",
            ["Bank__RequestKey"] = Convert.ToBase64String(requestKey),
            ["Bank__CallbackKey"] = Convert.ToBase64String(callbackKey),
        };
    }

    internal BankSimulator Simulator { get; }

    /// <summary>What App must be told.</summary>
    internal IReadOnlyDictionary<string, string> AppSettings { get; }

    internal static async Task<LocalBank> StartAsync(Uri publicAddress, TimeProvider clock)
    {
        var (requestKey, callbackKey) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var simulator = new BankSimulator(requestKey, callbackKey, clock) { NoticesTo = new Uri(publicAddress, Notices) };
        return new(simulator, await VendorServer.StartAsync(simulator.Map), requestKey, callbackKey);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Simulator.Dispose();
    }
}
