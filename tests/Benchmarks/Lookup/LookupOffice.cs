using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Local.Cli;
using Serverless.Local.Identity;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;

namespace Serverless.Benchmarks.Lookup;

/// <summary>Members in an account of their own, an issuer for the officer who asks, and the settings of an app over both.</summary>
internal sealed class LookupOffice : IAsyncDisposable
{
    internal const int Members = 400;
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("lookup-keys-");
    private readonly StaffSimulator _staff;
    private WebApplication? _issuer;

    private LookupOffice(Uri address) => _staff = StaffSimulator.Of(_keys.FullName, address, TimeProvider.System);

    internal IReadOnlyDictionary<string, string> Settings { get; private set; } = new Dictionary<string, string>();

    internal string Token => _staff.Token(Officer.Named("ana.registro")!);

    internal static async Task<LookupOffice> OpenAsync()
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.AnyFree()}/");
        var office = new LookupOffice(address);
        await office.StartIssuerAsync(address);
        var account = await RegisterOffice.AccountAsync();
        var register = new RegisterOffice(account, new DurableMailbox().For(null));
        await register.ReceiveAsync("i1", string.Concat(Enumerable.Range(1, Members).Select(RegisterOffice.Line)));
        await register.FinishAsync("i1");
        office.Settings = office.SettingsOf(account);
        return office;
    }

    /// <param name="member">From 1 to <see cref="Members"/>.</param>
    internal static string Path(int member) => $"/api/v1/membership/backoffice/members?dni={RegisterOffice.Document(member)}";

    public async ValueTask DisposeAsync()
    {
        if (_issuer is not null)
        {
            await _issuer.DisposeAsync();
        }

        _staff.Dispose();
        _keys.Delete(recursive: true);
    }

    private async Task StartIssuerAsync(Uri address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        _issuer = builder.Build();
        StaffEndpoints.Map(_issuer, _staff);
        await _issuer.StartAsync();
    }

    private Dictionary<string, string> SettingsOf(StorageOptions account)
    {
        var settings = LaptopSettings.Of(_keys.FullName);
        foreach (var (name, value) in _staff.AppSettings)
        {
            settings[name] = value;
        }

        settings["Storage__ConnectionString"] = account.ConnectionString!;
        settings["Storage__NamePrefix"] = account.NamePrefix;
        settings["Security__Keys__0__Kid"] = RegisterOffice.Key.Kid;
        settings["Security__Keys__0__Value"] = RegisterOffice.Key.Value;
        return settings;
    }
}
