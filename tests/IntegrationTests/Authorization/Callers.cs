using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Serverless.IntegrationTests.Identity;
using Serverless.Local.Cli;
using Serverless.Local.Identity;
using Serverless.Platform.Tokens;

namespace Serverless.IntegrationTests.Authorization;

/// <summary>Somebody who calls: a name, the token they show, and the policies that let them in.</summary>
internal sealed record Caller(string Name, string? Token, Func<string, bool> MayPass);

/// <summary>The whole app with a member who is signed in, and everybody who might try her doors.</summary>
public sealed class Callers : IAsyncLifetime
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("callers-");
    private readonly Uri _issuer = new($"http://127.0.0.1:{LoopbackPort.AnyFree()}/");
    private WebApplication _directory = null!;
    private StaffSimulator _staff = null!;

    internal IdentityApp App { get; private set; } = null!;

    internal TestPhone Rosa { get; private set; } = null!;

    internal TestPhone Luis { get; private set; } = null!;

    internal IReadOnlyList<Caller> All =>
        [
            new("nobody", null, _ => false),
            new("nonsense", "a.b.c", _ => false),
            new("member", Rosa.AccessToken, policy => policy == "member"),
            new("member of an hour ago", Forged(TimeSpan.FromHours(-1), own: true), _ => false),
            new("member of another issuer's key", Forged(TimeSpan.Zero, own: false), _ => false),
            .. Officer.Samples.Select(officer => new Caller(
                officer.UserName,
                _staff.Token(officer),
                policy => policy.StartsWith("staff:", StringComparison.Ordinal) && policy[6..].Split('|').Intersect(officer.Roles).Any()
            )),
        ];

    public async Task InitializeAsync()
    {
        _staff = StaffSimulator.Of(_keys.FullName, _issuer, TimeProvider.System);
        var directory = WebApplication.CreateSlimBuilder();
        directory.Logging.ClearProviders();
        directory.WebHost.UseUrls(_issuer.AbsoluteUri);
        _directory = directory.Build();
        StaffEndpoints.Map(_directory, _staff);
        await _directory.StartAsync();

        var settings = _staff.AppSettings.Select(setting =>
            $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"
        );
        App = await IdentityApp.StartAsync(TimeProvider.System, settings: [.. settings]);
        await App.RegisterAsync();
        await App.RegisterAsync("40000013", "+51987654322");
        Rosa = await App.SignedInPhoneAsync();
        Luis = await App.SignedInPhoneAsync("40000013");
    }

    public async Task DisposeAsync()
    {
        Rosa.Dispose();
        Luis.Dispose();
        await App.DisposeAsync();
        await _directory.DisposeAsync();
        _staff.Dispose();
        _keys.Delete(recursive: true);
    }

    private static string Forged(TimeSpan shift, bool own)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new AccessTokenOptions
        {
            Issuer = "local-test",
            Audience = "members",
            SigningKey = own ? IdentityApp.SigningKey : Convert.ToBase64String(key.ExportPkcs8PrivateKey()),
        };
        using var tokens = new AccessTokens(options, new FakeTimeProvider(TimeProvider.System.GetUtcNow() + shift));
        return tokens.Issue(new AccessTokenSubject("member-1", "session-1", "device-1"));
    }
}
