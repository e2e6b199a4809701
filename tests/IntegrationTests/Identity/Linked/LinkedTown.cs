using System.Net;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Local.Cli;
using Serverless.Local.Identity.Providers;

namespace Serverless.IntegrationTests.Identity.Linked;

/// <summary>App with two identity providers beside it, and a browser that signs in with one of them.</summary>
internal sealed class LinkedTown : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });

    private LinkedTown(IdentityApp app, LocalProviders providers, WebApplication web) => (App, Providers, _web) = (app, providers, web);

    internal IdentityApp App { get; }

    internal LocalProviders Providers { get; }

    internal static async Task<LinkedTown> StartAsync(TimeProvider clock)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.AnyFree()}/");
        var providers = new LocalProviders(address, clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, address.Port));
        var web = builder.Build();
        providers.Map(web);
        await web.StartAsync();
        var settings = providers.AppSettings.Select(setting =>
            $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"
        );
        var app = await IdentityApp.StartAsync(clock, settings: [.. settings]);
        await app.RegisterAsync();
        return new(app, providers, web);
    }

    /// <summary>Asks where to sign in, signs in there as somebody, and comes back with what the provider gave.</summary>
    internal async Task<string> SignInThereAsync(PhoneAnswer begun, string dni = IdentityApp.KnownDni)
    {
        Assert.Equal(200, begun.Status);
        using var answer = await _browser.GetAsync($"{begun.Text("address")}&login_hint={dni}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var query = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        return JsonSerializer.Serialize(new Dictionary<string, string?> { ["state"] = query["state"], ["code"] = query["code"] });
    }

    internal async Task<PhoneAnswer> LinkAsync(TestPhone phone, string provider, string dni = IdentityApp.KnownDni)
    {
        var begun = await phone.AskAsync("POST", "linked-logins", $$"""{"provider":"{{provider}}"}""");
        return await phone.AskAsync("POST", "linked-logins/finish", await SignInThereAsync(begun, dni));
    }

    internal async Task<PhoneAnswer> EnterAsync(TestPhone phone, string provider, string dni = IdentityApp.KnownDni)
    {
        var begun = await phone.ProveAsync("POST", "provider-sessions", $$"""{"provider":"{{provider}}"}""");
        return await phone.ProveAsync("POST", "provider-sessions/confirm", await SignInThereAsync(begun, dni));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await App.DisposeAsync();
        await _web.DisposeAsync();
        Providers.Dispose();
    }
}
