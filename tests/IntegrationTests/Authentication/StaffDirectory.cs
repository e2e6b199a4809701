using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Local.Cli;
using Serverless.Local.Identity;

namespace Serverless.IntegrationTests.Authentication;

/// <summary>The staff's directory on loopback, for towns whose officers speak over HTTP.</summary>
internal sealed class StaffDirectory : IAsyncDisposable
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("staff-directory-");
    private readonly WebApplication _issuer;
    private readonly StaffSimulator _staff;

    private StaffDirectory(Uri address)
    {
        _staff = StaffSimulator.Of(_keys.FullName, address, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        _issuer = builder.Build();
        StaffEndpoints.Map(_issuer, _staff);
    }

    /// <summary>What App must be told, as its command line takes it.</summary>
    internal IEnumerable<string> Settings =>
        _staff.AppSettings.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}");

    internal static async Task<StaffDirectory> OpenAsync()
    {
        var directory = new StaffDirectory(new Uri($"http://127.0.0.1:{LoopbackPort.AnyFree()}/"));
        await directory._issuer.StartAsync();
        return directory;
    }

    /// <summary>A token of one of the simulator's people.</summary>
    internal string TokenOf(string officer) => _staff.Token(Officer.Named(officer)!);

    public async ValueTask DisposeAsync()
    {
        _staff.Dispose();
        await _issuer.DisposeAsync();
        _keys.Delete(recursive: true);
    }
}
