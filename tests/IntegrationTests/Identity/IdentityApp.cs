using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.App;
using Serverless.App.Identity;
using Serverless.App.Identity.Codes;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Register;
using Serverless.Local.Cli;
using Serverless.Local.Simulators;
using Serverless.Local.Simulators.Acs;
using Serverless.Local.Simulators.Acs.Calls;
using Serverless.Local.Simulators.Tsa;
using Serverless.Platform.Hosting;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Storage;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Identity;

/// <summary>App on a socket with Azurite, the SMS vendor's simulator and queues of the test; the clock is the test's too.</summary>
internal sealed class IdentityApp : IAsyncDisposable
{
    internal const string KnownDni = "40000012";
    internal const string Phone = "+51987654321";

    /// <summary>With it, calls are offered.</summary>
    internal const string WithCalls = "--Voice:CallerId=+5117001234";

    /// <summary>What the tests' members are signed in by.</summary>
    internal static readonly string SigningKey = NewSigningKey();

    private static readonly string SmsKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Seals what these tests sign; its files live as long as the run.</summary>
    internal static readonly LocalCertificateAuthority Authority = LocalCertificateAuthority.Open(
        Directory.CreateTempSubdirectory("authority").FullName,
        TimeProvider.System
    );

    private static readonly string[] Secrets = Settings();

    private readonly WebApplication _app;
    private readonly VendorServer _vendor;

    private IdentityApp(WebApplication app, VendorServer vendor, AcsSimulator sms, TestQueues queues, FaultTransport network) =>
        (_app, _vendor, Sms, Queues, Network) = (app, vendor, sms, queues, network);

    internal AcsSimulator Sms { get; }

    internal TestQueues Queues { get; }

    internal FaultTransport Network { get; }

    internal IServiceProvider Services => _app.Services;

    internal IdentityStore Store => Services.GetRequiredService<IdentityStore>();

    internal OtpCode Codes => Services.GetRequiredService<OtpCode>();

    internal Uri Address => new(_app.Urls.Single());

    internal static Task<StorageOptions> AccountAsync() =>
        AzuriteAccount.CreateAsync(
            StorageManifest.Platform.With(new(["Benefits", "Contracts", "Credits", "Fund", "Identity", "Membership"], [], []))
        );

    /// <param name="account">Shared by two instances or two lives; a fresh one when null.</param>
    internal static async Task<IdentityApp> StartAsync(
        TimeProvider clock,
        StorageOptions? account = null,
        FaultTransport? network = null,
        params string[] settings
    ) => await StartAsync(clock, _ => { }, account, network, settings);

    /// <param name="services">What the test puts in another's place.</param>
    internal static async Task<IdentityApp> StartAsync(
        TimeProvider clock,
        Action<IServiceCollection> services,
        StorageOptions? account = null,
        FaultTransport? network = null,
        params string[] settings
    )
    {
        account ??= await AccountAsync();
        var sms = new AcsSimulator(SmsKey, null, clock);
        var vendor = await VendorServer.StartAsync(routes => sms.Map(routes));
        string[] all =
        [
            .. Secrets,
            $"--Storage:ConnectionString={account.ConnectionString}",
            $"--Storage:NamePrefix={account.NamePrefix}",
            $"--Sms:Endpoint={vendor.Address}",
            "--Sms:MaxRetries=0",
            $"--Voice:CallbackIssuer={vendor.Address.AbsoluteUri.TrimEnd('/')}",
            $"--Voice:CallbackAudience={AcsCalls.Audience}",
            $"--Email:Endpoint={vendor.Address}",
            "--Email:MaxRetries=0",
            .. settings,
        ];
        var builder = HandlerHost.CreateBuilder(all, new HandlerEnvironment(LoopbackPort.AnyFree()), typeof(AppModule).Assembly);
        builder.Logging.ClearProviders();
        builder.AddApp();
        var queues = new TestQueues(clock);
        network ??= new FaultTransport();
        builder.Services.AddSingleton(clock).AddSingleton<IMessageSender>(queues).AddSingleton<HttpPipelineTransport>(network);
        services(builder.Services);
        var app = builder.Build();
        app.UseHandler();
        app.MapApp();
        await app.StartAsync();
        // What the telephone tells is told by the test, at the address where this app really listens.
        sms.Calls.Automatic = false;
        sms.Calls.News.Route = told => new Uri(new Uri(app.Urls.Single()), told.PathAndQuery);
        return new IdentityApp(app, vendor, sms, queues, network);
    }

    /// <summary>A teacher of the register; the phone may be unknown to it.</summary>
    internal async Task RegisterAsync(string dni = KnownDni, string? phone = Phone, string import = "import-1")
    {
        var line = new RegisterLine(
            Dni.Parse(dni).Value,
            "1040000012",
            "Quispe Mamani",
            "Rosa",
            new DateOnly(1980, 5, 3),
            "nombrado",
            "UGEL-01",
            "Z-1",
            "F",
            phone is null ? null : MobileNumber.Parse(phone).Value
        );
        var registered = await Services.GetRequiredService<RegisterMember>().ApplyAsync(line, import, default);
        Assert.True(registered.IsSuccess);
    }

    /// <summary>Works off what waits for the sender of codes.</summary>
    internal Task SendCodesAsync(int expected = 1) =>
        Queues.PumpAsync("identity-challenges", IdentityModule.Challenges, Services, expected);

    internal async Task<OtpChallenge> ChallengeAsync(string id) => (await Store.FindAsync(IdentityStore.Challenges, id, default))!;

    /// <summary>The code that the text message would carry.</summary>
    internal async Task<string> CodeOfAsync(string challengeId) => Codes.Of(await ChallengeAsync(challengeId));

    internal TestPhone NewPhone() => new(Address);

    /// <summary>A phone whose holder has activated the account.</summary>
    internal async Task<TestPhone> SignedInPhoneAsync(string dni = KnownDni)
    {
        var phone = NewPhone();
        var started = await phone.ProveAsync("POST", "activations", $$"""{"dni":"{{dni}}"}""");
        Assert.Equal(202, started.Status);
        var id = started.Text("sessionId");
        var confirmed = await phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{await CodeOfAsync(id)}}"}""");
        Assert.Equal(200, confirmed.Status);
        phone.SignedIn(confirmed);
        return phone;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _vendor.DisposeAsync();
    }

    private static string[] Settings() =>
        [
            "--Environment=Local",
            "--Hosting:PublicBaseAddress=https://api.example.pe",
            "--Messaging:Transport=StorageQueues",
            "--Security:Keys:0:Kid=test1",
            $"--Security:Keys:0:Value={Random32()}",
            "--AccessTokens:Issuer=local-test",
            "--AccessTokens:Audience=members",
            $"--AccessTokens:SigningKey={SigningKey}",
            $"--Otp:CodeKey={Random32()}",
            $"--Otp:CompareKey={Random32()}",
            $"--Sms:AccessKey={SmsKey}",
            "--Sms:From=MUTUAL",
            "--Sms:AllowLoopback=true",
            $"--Email:AccessKey={SmsKey}",
            "--Email:From=avisos@mutual.example",
            "--Email:AllowLoopback=true",
            "--Staff:Authority=http://127.0.0.1:9/staff",
            "--Staff:Audience=serverless",
            .. LocalSealing
                .SettingsOf(Authority)
                .Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"),
        ];

    private static string NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    private static string Random32() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
