using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Benefits;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Progress;
using Serverless.App.Contracts;
using Serverless.App.Fund.Contributions;
using Serverless.App.Identity;
using Serverless.App.Identity.Accounts;
using Serverless.App.Payments.Messages;
using Serverless.App.Payroll.Messages;
using Serverless.IntegrationTests.Identity;
using Serverless.Local.Cli;
using Serverless.Local.Identity;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Benefits;

/// <summary>A teacher with savings, three officers, the bank's answers, and App behind them on Azurite.</summary>
internal sealed class ClaimOffice : IAsyncDisposable
{
    internal const string GoodCci = "00219100123456789053";
    internal const string OtherCci = "00312300098765432177";
    internal const string Analyst = "irma.beneficios";
    internal const string Head = "hugo.jefatura";
    internal const string OtherHead = "gloria.jefatura";

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _keys;
    private readonly IdentityApp _app;
    private readonly WebApplication _directory;
    private readonly StaffSimulator _staff;
    private TestPhone _phone;
    private int _messages;

    private ClaimOffice(IdentityApp app, (WebApplication, StaffSimulator, DirectoryInfo) staff, TestPhone phone, FakeTimeProvider clock)
    {
        (_app, _phone, Clock) = (app, phone, clock);
        (_directory, _staff, _keys) = staff;
    }

    internal FakeTimeProvider Clock { get; }

    internal string MemberId { get; private set; } = "";

    internal IServiceProvider Services => _app.Services;

    internal TestQueues Queues => _app.Queues;

    internal static async Task<ClaimOffice> OpenAsync(long savedCentimos = 600_000)
    {
        var clock = new FakeTimeProvider(Start);
        var issuer = new Uri($"http://127.0.0.1:{LoopbackPort.AnyFree()}/");
        var keys = Directory.CreateTempSubdirectory("claims-staff-");
        var staff = StaffSimulator.Of(keys.FullName, issuer, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(issuer.AbsoluteUri);
        var directory = builder.Build();
        StaffEndpoints.Map(directory, staff);
        await directory.StartAsync();
        var account = await AzuriteAccount.CreateAsync(
            StorageManifest.Platform.With(new(["Benefits", "Contracts", "Credits", "Fund", "Identity", "Membership", "Payments"], [], []))
        );
        var settings = staff.AppSettings.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}");
        var app = await IdentityApp.StartAsync(clock, account, settings: [.. settings]);
        await app.RegisterAsync();
        var office = new ClaimOffice(app, (directory, staff, keys), await app.SignedInPhoneAsync(), clock);
        office.MemberId = (await office._phone.AskAsync("GET", "../membership/me")).Text("memberId");
        await office.SaveAsync(savedCentimos);
        return office;
    }

    internal Task<PhoneAnswer> AskAsync(string method, string path, string? body = null, string? key = null) =>
        _phone.AskAsync(method, $"../benefits/{path}", body, key);

    /// <summary>An officer's request; decisions are made on the version that was just read.</summary>
    internal async Task<PhoneAnswer> OfficeAsync(string officer, string method, string path, string? body = null, string? ifMatch = null) =>
        await _phone.SendAsync(
            method,
            $"../benefits/backoffice/{path}",
            body,
            _phone.NewKey(),
            token: _staff.Token(Officer.Named(officer)!),
            ifMatch: ifMatch
        );

    internal async Task<PhoneAnswer> DecideAsync(string officer, string claimId, string act, string? body = null)
    {
        var seen = await OfficeAsync(officer, "GET", $"claims/{claimId}");
        return await OfficeAsync(officer, "POST", $"claims/{claimId}/{act}", body, seen.ETag);
    }

    /// <summary>Registers a retirement with a code for exactly this act.</summary>
    internal async Task<PhoneAnswer> RegisterAsync(string? key = null, string cci = GoodCci, string resolutionOn = "2026-02-15")
    {
        var (challenge, code) = await CodeAsync("benefits.register-claim", [MemberId, "retirement", "2026-02-28", GoodCci, "0"]);
        return await AskAsync(
            "POST",
            "claims",
            $$"""{"kind":"Retirement","eventOn":"2026-02-28","resolutionOn":"{{resolutionOn}}","cci":"{{cci}}","challengeId":"{{challenge}}","code":"{{code}}"}""",
            key
        );
    }

    internal async Task<(string ChallengeId, string Code)> CodeAsync(string operation, IReadOnlyList<string> parts)
    {
        var body = JsonSerializer.Serialize(new { operation, parts });
        var asked = await _phone.AskAsync("POST", "challenges", body);
        Assert.Equal(202, asked.Status);
        var id = asked.Text("challengeId");
        return (id, await _app.CodeOfAsync(id));
    }

    /// <summary>A small PDF in one block.</summary>
    internal async Task<int> UploadAsync(string claimId, string code, string content = "%PDF-1.7 un documento")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes($"{content} {code}");
        var hash = SHA256.HashData(bytes);
        var announced =
            $$"""{"code":"{{code}}","length":{{bytes.Length}},"sha256":"{{Convert.ToHexStringLower(hash)}}","contentType":"application/pdf"}""";
        var begun = await AskAsync("POST", $"claims/{claimId}/documents", announced);
        if (begun.Status != 201)
        {
            return begun.Status;
        }

        return await PutBlockAsync(claimId, code, begun.Text("uploadId"), bytes);
    }

    /// <summary>A request of the member for tests that send more than JSON.</summary>
    internal HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(_app.Address, $"/api/v1/benefits/{path}"));
        request.Headers.Authorization = new("Bearer", _phone.AccessToken);
        return request;
    }

    /// <summary>How far an upload got; what came before a cut may still be on its way into the store.</summary>
    internal async Task<(long Offset, string Complete)> HeadAsync(string path, long? offset = null)
    {
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            using var request = Request(HttpMethod.Head, path);
            using var response = await http.SendAsync(request);
            Assert.Equal(204, (int)response.StatusCode);
            var held = long.Parse(response.Headers.GetValues("Upload-Offset").Single(), null);
            if (offset is null || held == offset || tries == 100)
            {
                return (held, response.Headers.GetValues("Upload-Complete").Single());
            }

            await Task.Delay(20);
        }
    }

    private async Task<int> PutBlockAsync(string claimId, string code, string uploadId, byte[] bytes)
    {
        using var http = new HttpClient();
        using var request = Request(HttpMethod.Put, $"claims/{claimId}/documents/{code}/{uploadId}/blocks/0");
        request.Content = new ByteArrayContent(bytes);
        request.Headers.Add("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:");
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }

    internal LiquidationRunner Engine(string claimId, EngineMood mood = EngineMood.Calm) => new(Services, Clock, claimId, mood);

    internal async Task<BenefitClaim> ClaimAsync(string claimId) =>
        (await Services.GetRequiredService<ClaimStore>().FindAsync(claimId, default))!.State;

    /// <summary>What was done, in order.</summary>
    internal async Task<IReadOnlyList<string>> ActsAsync(string claimId) =>
        [
            .. (await Services.GetRequiredService<ClaimStore>().HistoryAsync(claimId, default))
                .Where(happened => happened.Type == ClaimEvents.Changed.Type)
                .Select(happened => ClaimEvents.Changed.Read(happened).Act),
        ];

    internal Task<MessageOutcome> BankPaysAsync(string claimId, int attempt, long centimos, string? id = null) =>
        Services
            .GetRequiredService<WhenBankAnswers>()
            .PaidAsync(
                new OrderPaid("o", "benefits", $"{claimId}.member", attempt, centimos, "BN-1", Clock.GetUtcNow()),
                Context(id),
                default
            );

    internal Task<MessageOutcome> BankReturnsAsync(string claimId, int attempt, string reason = "account-closed") =>
        Services
            .GetRequiredService<WhenBankAnswers>()
            .ReturnedAsync(new OrderRejected("o", "benefits", $"{claimId}.member", attempt, reason), Context(null), default);

    /// <summary>Work lists and text messages follow the changes.</summary>
    internal Task PumpAsync() => Queues.PumpAsync("benefits-events", events => events.OnBenefits(), Services, 1);

    /// <summary>What sign-in hears of.</summary>
    internal Task PumpIdentityAsync() => Queues.PumpAsync("identity-events", IdentityModule.Events, Services, 1);

    internal async Task<Account> AccountAsync()
    {
        var store = Services.GetRequiredService<IdentityStore>();
        return (await store.FindAsync(IdentityStore.Accounts, store.AccountOf(MemberId), default))!;
    }

    /// <summary>
    /// What was issued is sealed. The certificates of the test's authority begin with the real clock, so this test goes on at that time,
    /// and its member signs in again.
    /// </summary>
    internal async Task SealAsync(int expected = 1)
    {
        Clock.SetUtcNow(DateTimeOffset.UtcNow.AddMinutes(1));
        await Queues.PumpAsync(ContractsModule.EventQueue, events => events.OnContractEvents(), Services, expected);
        _phone.Dispose();
        _phone = await _app.SignedInPhoneAsync();
    }

    /// <summary>What a link's address gives to anybody.</summary>
    internal async Task<byte[]> FetchAsync(PhoneAnswer link)
    {
        Assert.True(link.Status == 200, link.Body);
        using var http = new HttpClient();
        return await http.GetByteArrayAsync(new Uri(_app.Address, new Uri(link.Text("url")).AbsolutePath));
    }

    internal TestPhone NewPhone() => _app.NewPhone();

    internal IReadOnlyList<string> TextsTo(string phone) => [.. _app.Sms.Inbox.Of(phone).Select(text => text.Message)];

    internal IReadOnlyList<string> Texts() => [.. _app.Sms.Inbox.Of(IdentityApp.Phone).Select(text => text.Message)];

    /// <summary>The events of one type in the claim's chain, whoever wants to hear them.</summary>
    internal async Task<IReadOnlyList<StoredEvent>> EventsAsync(string claimId, string type) =>
        [.. (await Services.GetRequiredService<ClaimStore>().HistoryAsync(claimId, default)).Where(happened => happened.Type == type)];

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _app.DisposeAsync();
        await _directory.DisposeAsync();
        _staff.Dispose();
        _keys.Delete(recursive: true);
    }

    private async Task SaveAsync(long centimos)
    {
        var applied = new DiscountApplied(MemberId, DiscountConcepts.Contribution, 0, 1, "2026-01", centimos, centimos);
        var posted = await Services.GetRequiredService<WhenDiscountApplied>().ApplyAsync(applied, Context(null), default);
        Assert.Null(posted.Error);
    }

    private MessageContext Context(string? id) =>
        new(new IncomingMessage(id ?? $"m-{++_messages}", "t", "/payments", Clock.GetUtcNow(), 1, default), "benefits-events", 1);
}
