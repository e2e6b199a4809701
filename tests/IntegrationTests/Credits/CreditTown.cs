using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Benefits.Messages;
using Serverless.App.Credits;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Repaying;
using Serverless.App.Credits.Requests;
using Serverless.App.Credits.Requests.Paying;
using Serverless.App.Payments.Messages;
using Serverless.App.Payroll;
using Serverless.Durable;
using Serverless.IntegrationTests.Authentication;
using Serverless.IntegrationTests.Identity;
using Serverless.IntegrationTests.Identity.Face;
using Serverless.Local.Simulators;
using Serverless.Local.Simulators.Credit;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Credits;

/// <summary>A signed-in teacher, the app behind the phone, payroll, bureau and gateway on loopback, and the bank's word when the test says so.</summary>
internal sealed class CreditTown : IAsyncDisposable
{
    internal const string Cci = "01136600010003254221";
    private readonly IdentityApp _app;
    private readonly VendorServer _server;
    private int _messages;

    private CreditTown(IdentityApp app, VendorServer server, CreditVendors vendors, TestPhone phone, FakeTimeProvider clock) =>
        (_app, _server, Vendors, Phone, Clock) = (app, server, vendors, phone, clock);

    private StaffDirectory? _staff;

    internal CreditVendors Vendors { get; }

    internal TestPhone Phone { get; }

    internal FakeTimeProvider Clock { get; }

    internal required string MemberId { get; init; }

    internal required StorageOptions Account { get; init; }

    internal TestQueues Queues => _app.Queues;

    internal IServiceProvider Services => _app.Services;

    /// <summary>With officers who speak over HTTP.</summary>
    internal static async Task<CreditTown> StaffedAsync()
    {
        var staff = await StaffDirectory.OpenAsync();
        var town = await OpenAsync([.. staff.Settings]);
        town._staff = staff;
        return town;
    }

    internal static async Task<CreditTown> OpenAsync(params string[] more)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-22T15:00:00Z", CultureInfo.InvariantCulture));
        var vendors = new CreditVendors(clock);
        var server = await VendorServer.StartAsync(routes => vendors.Map(routes));
        var account = await AzuriteAccount.CreateAsync(
            StorageManifest
                .Platform.With(new(["Identity", "Membership", "Credits", "Contracts", "Fund", "Payments"], ["drop-gateway"], []))
                .With(PayrollModule.Storage)
        );
        var settings = vendors
            .Settings(server.Address)
            .Select(one => $"--{one.Key.Replace("__", ":", StringComparison.Ordinal)}={one.Value}");
        var app = await IdentityApp.StartAsync(clock, account, null, [.. settings, .. more]);
        await app.RegisterAsync();
        var phone = await app.SignedInPhoneAsync();
        var memberId = (await phone.AskAsync("GET", "../membership/me")).Text("memberId");
        return new CreditTown(app, server, vendors, phone, clock) { MemberId = memberId, Account = account };
    }

    /// <summary>Calls to the storage service so far.</summary>
    internal int StorageCalls => _app.Network.Calls;

    internal T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    internal Task<PhoneAnswer> AskAsync(string method, string path, string? body = null, string? key = null) =>
        Phone.AskAsync(method, $"../credits/{path}", body, key);

    /// <summary>An officer's request, with the officer's own token.</summary>
    internal Task<PhoneAnswer> OfficeAsync(string officer, string method, string path, string? body = null, string? key = null) =>
        Phone.SendAsync(method, $"../credits/backoffice/{path}", body, key ?? Phone.NewKey(), token: _staff!.TokenOf(officer));

    /// <summary>Another teacher with a phone of their own.</summary>
    internal async Task<TestPhone> NeighbourAsync(string dni = "40000020")
    {
        await _app.RegisterAsync(dni, "+51987654399", "import-2");
        return await _app.SignedInPhoneAsync(dni);
    }

    /// <summary>Time passes, and the phone has a fresh token afterwards.</summary>
    internal async Task WaitAsync(TimeSpan time)
    {
        Clock.Advance(time);
        var refreshed = await Phone.ProveAsync("POST", "tokens", $$"""{"refreshToken":"{{Phone.RefreshToken}}"}""");
        Assert.Equal(200, refreshed.Status);
        Phone.SignedIn(refreshed);
    }

    internal static string Wish(long centimos = 800_000, int term = 24, string product = "CONSUMO", string more = "") =>
        $$"""{"product":"{{product}}","amountCentimos":{{centimos}},"instalments":{{term}},"cci":"{{Cci}}"{{more}}}""";

    /// <summary>From the wish to the answer of the automated check.</summary>
    internal async Task<PhoneAnswer> CheckedAsync(string? wish = null)
    {
        var started = await AskAsync("POST", "requests", wish ?? Wish());
        Assert.True(started.Status == 201, started.Body);
        var id = started.Text("requestId");
        var submitted = await AskAsync("POST", $"requests/{id}/submit");
        Assert.True(submitted.Status == 200, submitted.Body);
        await EventsAsync();
        return await AskAsync("GET", $"requests/{id}");
    }

    /// <summary>Works off this context's queue.</summary>
    internal Task EventsAsync(int expected = 1) =>
        _app.Queues.PumpAsync("credits-events", CreditsModule.OnCreditEvents, _app.Services, expected);

    /// <summary>The member's face, seen for this very act; the answer is its session.</summary>
    internal Task<string> SeeFaceAsync(JsonElement confirmation) =>
        SeenFace.SeeAsync(
            _app.Services,
            MemberId,
            Phone.Thumbprint,
            confirmation.GetProperty("operation").GetString()!,
            [.. confirmation.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!)]
        );

    internal Task<PhoneAnswer> AcceptAsync(PhoneAnswer request) =>
        AskAsync("POST", $"requests/{request.Text("requestId")}/accept", $$"""{"termsHash":"{{request.Text("termsHash")}}"}""");

    /// <summary>The contract, signed with the code that was asked for it.</summary>
    internal async Task SignAsync(string documentId)
    {
        var signed = await TrySignAsync(documentId);
        Assert.True(signed.Status == 200, signed.Body);
        await EventsAsync();
    }

    /// <summary>The same, whatever comes of it.</summary>
    /// <param name="seen">A face is shown for the contract itself.</param>
    internal async Task<PhoneAnswer> TrySignAsync(string documentId, bool seen = false)
    {
        var document = await Phone.AskAsync("GET", $"../contracts/documents/{documentId}");
        Assert.True(document.Status == 200, document.Body);
        var act = document.Json.GetProperty("confirmation");
        if (seen)
        {
            await SeeFaceAsync(act);
        }

        var asked = await Phone.AskAsync("POST", "challenges", act.GetRawText());
        Assert.True(asked.Status is 200 or 201 or 202, asked.Body);
        return await Phone.AskAsync("POST", $"../contracts/documents/{documentId}/sign", await SignatureAsync(asked));
    }

    /// <summary>The newest text message on the member's phone, once the sender has run.</summary>
    internal async Task<string> TextAsync()
    {
        await _app.SendCodesAsync();
        return _app.Sms.Inbox.Of(IdentityApp.Phone)[0].Message;
    }

    /// <summary>What the member sends to sign: the challenge and the code of its text message.</summary>
    internal async Task<string> SignatureAsync(PhoneAnswer asked)
    {
        var challenge = asked.Text("challengeId");
        return $$"""{"challengeId":"{{challenge}}","code":"{{await _app.CodeOfAsync(challenge)}}"}""";
    }

    /// <summary>From nothing to a signed contract.</summary>
    internal async Task<string> SignedAsync(string? wish = null)
    {
        var request = await CheckedAsync(wish);
        Assert.True(request.Text("status") == "preapproved", request.Body);
        await SeeFaceAsync(request.Json.GetProperty("confirmation"));
        var accepted = await AcceptAsync(request);
        Assert.True(accepted.Status == 200, accepted.Body);
        await SignAsync(accepted.Text("documentId"));
        return request.Text("requestId");
    }

    /// <summary>One look of the orchestration.</summary>
    /// <param name="known">The round, where reading it would be counted.</param>
    internal async Task<DisbursementLook> LookAsync(string requestId, int? known = null)
    {
        var round = known ?? (await RequestAsync(requestId)).Round;
        await using var scope = _app.Services.CreateAsyncScope();
        var activity = scope.ServiceProvider.GetRequiredService<AdvanceDisbursement>();
        return await activity.RunAsync(
            new TaskActivityContext(DisburseCredit.Advance, "instance", default),
            new DisbursementInput(requestId, round)
        );
    }

    internal Task<MessageOutcome> BankPaysAsync(string requestId, int line = 0, int attempt = 1, string? message = null) =>
        Service<WhenBankAnswers>()
            .PaidAsync(
                new OrderPaid("order", "credits", OrderPayout.SourceIdOf(requestId, line), attempt, 1, "bank-1", Clock.GetUtcNow()),
                Message(message),
                default
            );

    internal Task<MessageOutcome> BankRefusesAsync(string requestId, string reason, int line = 0, int attempt = 1) =>
        Service<WhenBankAnswers>()
            .RejectedAsync(
                new OrderRejected("order", "credits", OrderPayout.SourceIdOf(requestId, line), attempt, reason),
                Message(null),
                default
            );

    /// <summary>A liquidation was paid, as Benefits tells it.</summary>
    internal Task<MessageOutcome> BenefitPaidAsync(ClaimPaid paid) => Service<WhenClaimPaid>().HandleAsync(paid, Message(null), default);

    /// <summary>From nothing to an open loan.</summary>
    internal async Task<Loan> LoanAsync(string? wish = null)
    {
        var id = await SignedAsync(wish);
        await LookAsync(id);
        await BankPaysAsync(id);
        await LookAsync(id);
        await EventsAsync();
        return (await Service<LoanStore>().FindAsync((await RequestAsync(id)).LoanId!, default))!;
    }

    internal async Task<CreditRequest> RequestAsync(string id) => (await Service<RequestStore>().FindAsync(id, default))!.Request;

    /// <summary>The gateway's notice about a checkout, sent as the gateway sends it.</summary>
    internal async Task<int> NoticeAsync(string checkoutId, bool paid = true, string? forged = null, bool takesBack = false)
    {
        const string path = "/api/v1/credits/gateway/notices";
        var (body, headers) = Vendors.Settle(checkoutId, paid, path, takesBack)!.Value;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Address, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, name == "Gateway-Signature" ? forged ?? value : value);
        }

        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Phone.Dispose();
        await _app.DisposeAsync();
        await _server.DisposeAsync();
        if (_staff is not null)
        {
            await _staff.DisposeAsync();
        }
    }

    private MessageContext Message(string? id) =>
        new(new IncomingMessage(id ?? $"m-{++_messages}", "t", "/payments", Clock.GetUtcNow(), 1, default), "credits-events", 1);
}
