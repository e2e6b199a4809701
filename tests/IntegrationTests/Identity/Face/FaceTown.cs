using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Identity;
using Serverless.App.Identity.Face;
using Serverless.App.Identity.Face.Reviews;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Consents;
using Serverless.Local.Simulators;
using Serverless.Local.Simulators.Face;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tokens;

namespace Serverless.IntegrationTests.Identity.Face;

/// <summary>App with the vendor of faces beside it, a member with a phone, and officers who look at photos.</summary>
internal sealed class FaceTown : IAsyncDisposable
{
    /// <summary>An act that asks for a face, in a table of the test's own.</summary>
    internal const string Operation = "contracts.sign-letter";

    internal const string Person = "rosa";

    private const string Key = "made-up-face-key";
    private readonly VendorServer _vendor;
    private int _commands;

    private FaceTown(IdentityApp app, VendorServer vendor, FaceSimulator faces, TestPhone phone, CurrentMember member) =>
        (App, _vendor, Faces, Phone, Member) = (app, vendor, faces, phone, member);

    internal IdentityApp App { get; }

    internal FaceSimulator Faces { get; }

    internal TestPhone Phone { get; }

    internal CurrentMember Member { get; }

    /// <param name="provider"><c>azure</c> or <c>officers</c>.</param>
    internal static async Task<FaceTown> StartAsync(TimeProvider clock, string provider = "azure")
    {
        var faces = new FaceSimulator(Key, clock);
        var vendor = await VendorServer.StartAsync(routes => faces.Map(routes));
        var app = await IdentityApp.StartAsync(
            clock,
            services => services.AddSingleton(new OperationPolicies(Rows(), clock)),
            settings:
            [
                $"--Face:Provider={provider}",
                $"--Face:Endpoint={vendor.Address}",
                $"--Face:Key={Key}",
                "--Face:AllowLoopback=true",
                "--Face:MaxRetries=0",
            ]
        );
        await app.RegisterAsync();
        var phone = await app.SignedInPhoneAsync();
        var token = app.Services.GetRequiredService<RefreshTokens>().Read(phone.RefreshToken)!;
        var session = (await app.Store.FindAsync(IdentityStore.Sessions, token.SessionId, default))!;
        return new(app, vendor, faces, phone, new CurrentMember(session.MemberId, session.Id, phone.Thumbprint));
    }

    internal Task<FaceProfile?> ProfileAsync() => Get<FaceStore>().FindAsync(Member.MemberId, default);

    internal T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Begins a verification for the act.</summary>
    internal Task<PhoneAnswer> BeginAsync(
        string subject = "letter-1",
        bool officers = false,
        string? consentHash = null,
        string? key = null
    )
    {
        var flag = officers ? "true" : "false";
        var body = $$"""{"operation":"{{Operation}}","parts":["{{subject}}"],"officers":{{flag}},"consent":{{Consent(consentHash)}}}""";
        return Phone.AskAsync("POST", "face-sessions", body, key);
    }

    /// <summary>Holds a photo before the camera and asks how it went.</summary>
    internal async Task<PhoneAnswer> ShowAsync(PhoneAnswer begun, string kind)
    {
        var digest = Faces.Sessions.Try(begun.Text("token"), SamplePhotos.Of(Person, kind)!);
        return await ResultAsync(begun.Text("sessionId"), digest);
    }

    internal Task<PhoneAnswer> ResultAsync(string sessionId, string? digest) =>
        Phone.AskAsync("POST", $"face-sessions/{sessionId}/result", digest is null ? "{}" : $$"""{"digest":"{{digest}}"}""");

    internal async Task<PhoneAnswer> TryAsync(string kind, string subject = "letter-1") => await ShowAsync(await BeginAsync(subject), kind);

    internal async Task<PhoneAnswer> SendPhotoAsync(string sessionId, byte[] photo, byte[]? told = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Put,
            new Uri(App.Address, $"/api/v1/identity/face-sessions/{sessionId}/photo")
        );
        request.Content = new ByteArrayContent(photo);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Phone.AccessToken);
        request.Headers.Add("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(told ?? photo))}:");
        using var response = await http.SendAsync(request);
        return new PhoneAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), null);
    }

    /// <summary>Announces a reference with its code and sends it; no officer has seen it yet.</summary>
    internal async Task<string> SendReferenceAsync(string kind = "persona")
    {
        var session = await AnnounceReferenceAsync(kind);
        var sent = await SendPhotoAsync(session, SamplePhotos.Of(Person, kind)!);
        Assert.Equal((200, "in-review"), (sent.Status, sent.Text("outcome")));
        return session;
    }

    /// <summary>Announces a reference with its code; the photo is still to come.</summary>
    internal async Task<string> AnnounceReferenceAsync(string kind = "persona")
    {
        var photo = SamplePhotos.Of(Person, kind)!;
        var hash = Convert.ToHexStringLower(SHA256.HashData(photo));
        var asked = await Phone.AskAsync("POST", "challenges", $$"""{"operation":"identity.enrol-face","parts":["{{hash}}"]}""");
        var challenge = asked.Text("challengeId");
        var code = await App.CodeOfAsync(challenge);
        var body = $$"""{"challengeId":"{{challenge}}","code":"{{code}}","photoSha256":"{{hash}}","consent":{{Consent(null)}}}""";
        var announced = await Phone.AskAsync("POST", "face-enrolments", body);
        Assert.Equal(201, announced.Status);
        return announced.Text("sessionId");
    }

    /// <summary>A member whose reference is on file.</summary>
    internal async Task EnrolAsync()
    {
        var session = await SendReferenceAsync();
        await AgreeAsync(session);
    }

    /// <summary>Two officers say that a photo is the member's.</summary>
    internal async Task AgreeAsync(string session)
    {
        Assert.True((await VoteAsync(session, "ana", "match")).IsSuccess);
        Assert.Equal("Matched", (await VoteAsync(session, "bruno", "match")).Value.Outcome);
    }

    internal Task<Result<FaceReviewView>> VoteAsync(string sessionId, string officer, string decision)
    {
        var command = $"vote-{++_commands}";
        var id = FaceReviews.IdOf(Member.MemberId, sessionId);
        return Get<VoteFaceReview>().VoteAsync(id, new FaceOpinion(decision), officer, new CommandIdentity(command, command, ""), default);
    }

    /// <summary>What a context does: asks the gate for the act.</summary>
    internal Task<Result<GatePass>> ActAsync(string subject = "letter-1", string command = "act-1") =>
        Get<OperationGate>()
            .PassAsync(Member, new SensitiveAct(Operation, OperationHash.Of(subject)), new CommandIdentity(command, command, ""), default);

    /// <summary>What is due by now is delivered.</summary>
    internal async Task DrainAsync()
    {
        await Get<Serverless.Platform.Due.DrainDue>().RunAsync(TimeSpan.FromMinutes(1), default);
        await App.Queues.PumpAsync("identity-events", IdentityModule.Events, App.Services, 0);
    }

    public async ValueTask DisposeAsync()
    {
        Phone.Dispose();
        await App.DisposeAsync();
        await _vendor.DisposeAsync();
    }

    internal static string Consent(string? hash)
    {
        var text = ConsentTexts.Shipped().At(new DateOnly(2026, 11, 22)).Single(text => text.Purpose == "biometrics");
        return $$"""{"textVersion":"{{text.Version}}","textHash":"{{hash ?? text.Hash}}"}""";
    }

    private static IEnumerable<OperationPolicy> Rows()
    {
        using var json = IdentityModule.Policies();
        var first = new DateOnly(2026, 1, 1);
        return
        [
            .. OperationPolicies.Read(json),
            new(Operation, "firmar una carta", "member", first, "this test") { LiveSession = true, Face = true },
        ];
    }
}
