using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Serverless.IntegrationTests.Identity;
using Serverless.IntegrationTests.Identity.Face;

namespace Serverless.IntegrationTests.Membership;

/// <summary>What each step of joining costs in calls to the storage service; docs/app-developers.md shows the same table.</summary>
public sealed class JoiningRoundTripsTests
{
    /// <summary>What the relay clears away behind an answer may be counted with the next step.</summary>
    private const int Behind = 2;

    private const string Affiliations = "../membership/affiliations";
    private const string Letter =
        """{"primary":[{"name":"Inti Quispe","documentType":"ce","documentNumber":"A12345678","kinship":"child","share":100,"birthDate":"1999-01-02"}]}""";

    private static readonly Dictionary<string, int> Table = new(StringComparer.Ordinal)
    {
        ["ask to activate"] = 8,
        ["type the code"] = 11,
        ["start screen"] = 3,
        ["consent texts"] = 0,
        ["begin the affiliation"] = 5,
        ["read the affiliation"] = 6,
        ["present-papers"] = 16,
        ["ask for a code"] = 7,
        ["sign-contract"] = 17,
        ["draft-letter"] = 14,
        ["sign-letter"] = 18,
        ["confirm"] = 16,
    };

    [Fact]
    public async Task D23_M06_steps_of_joining_cost_no_more_storage_calls_than_documented()
    {
        await using var app = await IdentityApp.StartAsync(new FakeTimeProvider(JoiningTeacher.Start));
        await app.RegisterAsync();
        using var phone = app.NewPhone();
        await phone.ProveAsync("POST", "sessions", """{"dni":"00000019"}""");
        var calls = new Dictionary<string, int>(StringComparer.Ordinal);
        async Task<PhoneAnswer> CountedAsync(string step, Func<Task<PhoneAnswer>> act)
        {
            var before = app.Network.Calls;
            var answer = await act();
            calls[step] = Math.Max(calls.GetValueOrDefault(step), app.Network.Calls - before);
            Assert.True(answer.Status is >= 200 and < 300, $"{step}: {answer.Body}");
            return answer;
        }

        await EnterAsync(app, phone, CountedAsync);
        await BeginAsync(phone, CountedAsync);
        while (await StepAsync(app, phone, CountedAsync)) { }

        Assert.Equal(Table.Keys, calls.Keys);
        Assert.All(calls, step => Assert.True(step.Value <= Table[step.Key] + Behind, $"{step}, documented {Table[step.Key]}"));
    }

    /// <summary>Does the step, counts its calls and wants it to succeed.</summary>
    private delegate Task<PhoneAnswer> Counted(string step, Func<Task<PhoneAnswer>> act);

    private static async Task EnterAsync(IdentityApp app, TestPhone phone, Counted counted)
    {
        var asked = await counted(
            "ask to activate",
            () => phone.ProveAsync("POST", "activations", $$"""{"dni":"{{IdentityApp.KnownDni}}"}""")
        );
        var id = asked.Text("sessionId");
        var code = await app.CodeOfAsync(id);
        phone.SignedIn(
            await counted("type the code", () => phone.ProveAsync("POST", $"sessions/{id}/confirm", $$"""{"code":"{{code}}"}"""))
        );
        await counted("start screen", () => phone.AskAsync("GET", "../membership/me/home"));
    }

    private static async Task BeginAsync(TestPhone phone, Counted counted)
    {
        var texts = await counted("consent texts", () => phone.AskAsync("GET", "../membership/consent-texts"));
        var consents = texts
            .Json.EnumerateArray()
            .Where(text => text.GetProperty("required").GetBoolean())
            .Select(text => new
            {
                purpose = text.GetProperty("purpose"),
                textVersion = text.GetProperty("version"),
                textHash = text.GetProperty("hash"),
            });
        var wish = JsonSerializer.Serialize(new { acquisition = new { strategy = "school" }, consents });
        await counted("begin the affiliation", () => phone.AskAsync("POST", Affiliations, wish));
    }

    /// <summary>Does what the affiliation says is next; false when it went to payroll.</summary>
    private static async Task<bool> StepAsync(IdentityApp app, TestPhone phone, Counted counted)
    {
        var current = await counted("read the affiliation", () => phone.AskAsync("GET", $"{Affiliations}/current"));
        var next = current.Json.GetProperty("next");
        var step = next.GetProperty("code").GetString()!;
        if (step == "confirm")
        {
            var typed = await CodeAsync(app, phone, current.Json.GetProperty("confirmation"), counted);
            await counted("confirm", () => phone.AskAsync("POST", $"{Affiliations}/current/confirm", typed));
            return false;
        }

        var body = step == "draft-letter" ? Letter : null;
        if (next.GetProperty("act") is { ValueKind: JsonValueKind.Object } act)
        {
            var member = (await phone.AskAsync("GET", "../membership/me")).Text("memberId");
            var parts = act.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!).ToList();
            await SeenFace.SeeAsync(app.Services, member, phone.Thumbprint, act.GetProperty("operation").GetString()!, parts);
            body = await CodeAsync(app, phone, act, counted);
        }

        var address = $"../{next.GetProperty("address").GetString()!["/api/v1/".Length..]}";
        await counted(step, () => phone.AskAsync("POST", address, body));
        return true;
    }

    private static async Task<string> CodeAsync(IdentityApp app, TestPhone phone, JsonElement act, Counted counted)
    {
        var asked = await counted("ask for a code", () => phone.AskAsync("POST", "challenges", act.GetRawText()));
        var id = asked.Text("challengeId");
        return $$"""{"challengeId":"{{id}}","code":"{{await app.CodeOfAsync(id)}}"}""";
    }
}
