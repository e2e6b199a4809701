using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Membership;
using Serverless.App.Membership.Access;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Affiliations.Answers;
using Serverless.App.Membership.Rights;
using Serverless.IntegrationTests.Identity;
using Serverless.IntegrationTests.Identity.Face;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Membership;

/// <summary>A signed-in teacher with a phone, the app behind it, and payroll's answers as the queue would bring them.</summary>
internal sealed class JoiningTeacher : IAsyncDisposable
{
    internal static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-22T15:00:00Z", CultureInfo.InvariantCulture);

    private const string Letter =
        """{"primary":[{"name":"Inti Quispe","documentType":"ce","documentNumber":"A12345678","kinship":"child","share":100,"birthDate":"1999-01-02"}]}""";

    private readonly IdentityApp _app;
    private readonly TestPhone _phone;
    private int _messages;

    private JoiningTeacher(IdentityApp app, TestPhone phone, FakeTimeProvider clock, string memberId) =>
        (_app, _phone, Clock, MemberId) = (app, phone, clock, memberId);

    internal FakeTimeProvider Clock { get; }

    internal string MemberId { get; }

    internal IdentityApp App => _app;

    internal static async Task<JoiningTeacher> SignInAsync()
    {
        var clock = new FakeTimeProvider(Start);
        var app = await IdentityApp.StartAsync(clock);
        await app.RegisterAsync();
        var phone = await app.SignedInPhoneAsync();
        var me = await phone.AskAsync("GET", "../membership/me");
        return new JoiningTeacher(app, phone, clock, me.Text("memberId"));
    }

    internal Task<PhoneAnswer> AskAsync(string method, string path, string? body = null, string? key = null) =>
        _phone.AskAsync(method, $"../membership/{path}", body, key);

    /// <summary>The body of a start, with the required consents to the texts in force.</summary>
    internal async Task<string> WishAsync()
    {
        var texts = (await AskAsync("GET", "consent-texts")).Json;
        var consents = texts
            .EnumerateArray()
            .Where(text => text.GetProperty("required").GetBoolean())
            .Select(text =>
                $$"""{"purpose":"{{text.GetProperty("purpose")}}","textVersion":"{{text.GetProperty("version")}}","textHash":"{{text.GetProperty("hash")}}"}"""
            );
        return $$"""
            {"acquisition":{"strategy":"school","promoter":"P-7","school":"IE 70010","campaign":"2026-11"},"consents":[{{string.Join(
                ",",
                consents
            )}}]}
            """;
    }

    internal async Task<PhoneAnswer> BeginAsync() => await AskAsync("POST", "affiliations", await WishAsync());

    /// <summary>A code for the act as the affiliation itself describes it.</summary>
    internal async Task<(string ChallengeId, string Code)> CodeAsync()
    {
        var current = await AskAsync("GET", "affiliations/current");
        var asked = await _phone.AskAsync("POST", "challenges", current.Json.GetProperty("confirmation").GetRawText());
        var id = asked.Text("challengeId");
        return (id, await _app.CodeOfAsync(id));
    }

    internal Task<PhoneAnswer> ConfirmAsync(string challengeId, string code, string? key = null) =>
        AskAsync("POST", "affiliations/current/confirm", $$"""{"challengeId":"{{challengeId}}","code":"{{code}}"}""", key);

    /// <summary>Does what the affiliation says is next, until nothing but the confirmation is left; the codes of the steps it took.</summary>
    internal async Task<IReadOnlyList<string>> SignPapersAsync()
    {
        var taken = new List<string>();
        while (true)
        {
            var next = (await AskAsync("GET", "affiliations/current")).Json.GetProperty("next");
            var step = next.GetProperty("code").GetString()!;
            if (step == "confirm")
            {
                return taken;
            }

            taken.Add(step);
            var body =
                step == "draft-letter" ? Letter
                : next.GetProperty("act") is { ValueKind: JsonValueKind.Object } act ? await ShownAsync(act, next)
                : null;
            var answer = await _phone.AskAsync("POST", $"../{next.GetProperty("address").GetString()!["/api/v1/".Length..]}", body);
            Assert.True(answer.Status is 200 or 201, answer.Body);
        }
    }

    /// <summary>Face and code for an act, where it asks for them, as the body of the step.</summary>
    private async Task<string> ShownAsync(JsonElement act, JsonElement next)
    {
        Assert.True(next.GetProperty("faceNeeded").GetBoolean() && next.GetProperty("codeNeeded").GetBoolean());
        var parts = act.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!).ToList();
        await SeenFace.SeeAsync(_app.Services, MemberId, _phone.Thumbprint, act.GetProperty("operation").GetString()!, parts);
        var challenge = (await _phone.AskAsync("POST", "challenges", act.GetRawText())).Text("challengeId");
        return $$"""{"challengeId":"{{challenge}}","code":"{{await _app.CodeOfAsync(challenge)}}"}""";
    }

    /// <summary>What was told to this context's queue.</summary>
    internal Task PumpAsync(int expected) =>
        _app.Queues.PumpAsync(MembershipQueue.Name, queue => queue.OnAffiliations().OnAccess().OnReports(), _app.Services, expected);

    /// <summary>From nothing to waiting for payroll.</summary>
    internal async Task SendAsync()
    {
        await BeginAsync();
        await SignPapersAsync();
        var (challenge, code) = await CodeAsync();
        var sent = await ConfirmAsync(challenge, code);
        Assert.Equal((200, "sent-to-payroll"), (sent.Status, sent.Text("status")));
    }

    internal Task<MessageOutcome> AppliedAsync(int round, string? id = null, long centimos = 2750) =>
        Service<WhenDiscountApplied>()
            .ApplyAsync(new DiscountApplied(MemberId, PayrollAnswers.Concept, round, "2026-12", centimos), Context(id), default);

    internal Task<MessageOutcome> ContributionAppliedAsync() =>
        Service<WhenDiscountApplied>()
            .ApplyAsync(new DiscountApplied(MemberId, "contribution", 1, "2026-12", 2750), Context(null), default);

    internal Task<MessageOutcome> RejectedAsync(int round, string? id = null, int attempt = 1) =>
        Service<WhenDiscountRejected>()
            .ApplyAsync(new DiscountRejected(MemberId, PayrollAnswers.Concept, round, attempt, "2026-12", "TOPE-50"), Context(id), default);

    internal Task<MessageOutcome> ExpiryAsync(int round, DateTimeOffset term) =>
        Service<ExpireAffiliation>().ExpireAsync(new AffiliationExpiryDue(MemberId, round, term), Context(null), default);

    internal async Task<Affiliation> StateAsync() => (await Service<AffiliationStore>().ReadAsync(MemberId, default)).State;

    internal Task<IReadOnlyList<StoredEvent>> EventsAsync() =>
        Service<AggregateStore>().ReadEventsAsync(AffiliationStore.Kind, $"affiliation-{MemberId}", 0, 200, default);

    internal async Task<JsonElement> HomeAsync() => (await AskAsync("GET", "me/home")).Json;

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _app.DisposeAsync();
    }

    private T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private MessageContext Context(string? id) =>
        new(new IncomingMessage(id ?? $"m-{++_messages}", "t", "/payroll", Clock.GetUtcNow(), 1, default), "membership-events", 1);
}
