using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Serverless.Local.Cli;
using Serverless.Local.Identity;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;

namespace Serverless.IntegrationTests.Authentication;

/// <summary>The handler's real pipeline before a staff route, and Local's OpenID Connect simulator as its issuer, on two sockets.</summary>
public sealed class StaffApp : IAsyncLifetime
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("staff-keys-");
    private readonly Uri _address = new($"http://127.0.0.1:{LoopbackPort.AnyFree()}/");
    private readonly List<WebApplication> _running = [];
    private Uri _handler = null!;

    internal StaffSimulator Staff { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Staff = SimulatorAt(TimeProvider.System);
        var issuer = WebApplication.CreateSlimBuilder();
        issuer.Logging.ClearProviders();
        issuer.WebHost.UseUrls(_address.AbsoluteUri);
        await StartAsync(issuer.Build(), app => StaffEndpoints.Map(app, Staff));

        var port = LoopbackPort.AnyFree();
        string[] settings =
        [
            .. Staff.AppSettings.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"),
        ];
        var handler = HandlerHost.CreateBuilder(["--Environment=Local", .. settings], new HandlerEnvironment(port));
        handler.Logging.ClearProviders();
        await StartAsync(
            handler.Build(),
            app =>
            {
                app.UseHandler();
                app.MapContext("shop", shop => shop.MapGet("/backoffice/desk", () => TypedResults.NoContent()).RequireStaff("registrar"));
            }
        );
        _handler = new Uri($"http://127.0.0.1:{port}");
    }

    public async Task DisposeAsync()
    {
        Staff.Dispose();
        foreach (var app in _running)
        {
            await app.DisposeAsync();
        }

        _keys.Delete(recursive: true);
    }

    /// <summary>The same issuer with the same key at another time.</summary>
    internal StaffSimulator SimulatorAt(TimeProvider clock) => StaffSimulator.Of(_keys.FullName, _address, clock);

    /// <summary>The private key, as only the issuer has it.</summary>
    internal string KeyPem() => File.ReadAllText(Path.Combine(_keys.FullName, "staff-oidc.pem"));

    internal async Task<(int Status, string Body)> AskAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/shop/backoffice/desk");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var http = new HttpClient { BaseAddress = _handler };
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task StartAsync(WebApplication app, Action<WebApplication> map)
    {
        map(app);
        await app.StartAsync();
        _running.Add(app);
    }
}
