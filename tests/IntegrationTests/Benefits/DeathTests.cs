using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.IntegrationTests.Identity;

namespace Serverless.IntegrationTests.Benefits;

public sealed class DeathTests
{
    private const string Wish =
        """{"deceasedDni":"40000012","diedOn":"2026-02-20","dni":"40000021","name":"Luz Quispe","kinship":"hija"}""";

    [Fact]
    public async Task Heir_opens_and_follows_one_claim_after_an_officer_has_seen_her()
    {
        await using var office = await ClaimOffice.OpenAsync();
        using var phone = office.NewPhone();
        var asked = (await phone.ProveAsync("POST", "../benefits/claimants", Wish)).Text("claimantId");
        await AskForCodeAsync(phone, asked);
        var bound = await office.OfficeAsync(ClaimOffice.Analyst, "POST", $"claimants/{asked}/phone", """{"phone":"+51987000111"}""");

        office.Clock.Advance(TimeSpan.FromMinutes(2));
        var code = await CodeAsync(office, phone, asked);
        var entered = await phone.ProveAsync("POST", $"../benefits/claimants/{asked}/session", $$"""{"code":"{{code}}"}""");
        var claim = await AskAsync(phone, "GET", "claim", entered.Text("accessToken"));
        var timeline = await AskAsync(phone, "GET", "timeline", entered.Text("accessToken"));

        Assert.Equal(bound.Text("claimId"), claim.Text("id"));
        Assert.Equal("Death", claim.Text("kind"));
        Assert.Equal(200, timeline.Status);
        Assert.Single(await office.EventsAsync(claim.Text("id"), BenefitEvents.ClaimOpened.Type));
        Assert.Single(office.Queues.Seen, message => Text(message.Data).Contains("code-asked", StringComparison.Ordinal));
        Assert.DoesNotContain(office.Queues.Seen, message => Text(message.Data).Contains("40000021", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_of_a_claimant_opens_nothing_on_another_device_nor_a_members_door()
    {
        await using var office = await ClaimOffice.OpenAsync();
        using var phone = office.NewPhone();
        using var other = office.NewPhone();
        var asked = (await phone.ProveAsync("POST", "../benefits/claimants", Wish)).Text("claimantId");
        await office.OfficeAsync(ClaimOffice.Analyst, "POST", $"claimants/{asked}/phone", """{"phone":"+51987000111"}""");
        var code = await CodeAsync(office, phone, asked);
        var wrong = await phone.ProveAsync("POST", $"../benefits/claimants/{asked}/session", """{"code":"abcdef"}""");
        var token = (await phone.ProveAsync("POST", $"../benefits/claimants/{asked}/session", $$"""{"code":"{{code}}"}""")).Text(
            "accessToken"
        );

        Assert.Equal("benefits.claimant-code-wrong", wrong.Code);
        Assert.Equal(401, (await AskAsync(other, "GET", "claim", token)).Status);
        Assert.Equal(401, (await phone.SendAsync("GET", "../benefits/claims", token: token)).Status);
        Assert.Equal(401, (await AskAsync(phone, "GET", "claim", token + "x")).Status);
        Assert.Equal(200, (await AskAsync(phone, "GET", "claim", token)).Status);
    }

    [Fact]
    public async Task Unknown_dead_person_is_answered_like_a_known_one()
    {
        await using var office = await ClaimOffice.OpenAsync();
        using var phone = office.NewPhone();

        var known = await phone.ProveAsync("POST", "../benefits/claimants", Wish);
        var unknown = await phone.ProveAsync(
            "POST",
            "../benefits/claimants",
            Wish.Replace("40000012", "40000055", StringComparison.Ordinal)
        );

        Assert.Equal((202, 202), (known.Status, unknown.Status));
        Assert.Equal(known.Text("next"), unknown.Text("next"));
        var waiting = await office.OfficeAsync(ClaimOffice.Analyst, "GET", "claimants");
        Assert.Equal(2, waiting.Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Death_reported_twice_is_one_claim_and_its_missing_heir_keeps_his_share()
    {
        await using var office = await ClaimOffice.OpenAsync();
        const string report = """{"dni":"40000012","diedOn":"2026-02-20"}""";
        var first = await office.OfficeAsync(ClaimOffice.Analyst, "POST", "deaths", report);
        var again = await office.OfficeAsync(ClaimOffice.Analyst, "POST", "deaths", report);
        var id = first.Json.GetProperty("claim").GetProperty("id").GetString()!;
        const string heirs = """
            {"items":[{"dni":"40000021","name":"Luz Quispe","cci":"00219100123456789053","hundredths":6000,"hasDied":false},
            {"dni":"40000022","name":"Raul Quispe","hundredths":3999,"hasDied":false}]}
            """;

        var notWhole = await office.OfficeAsync(ClaimOffice.Analyst, "POST", $"claims/{id}/beneficiaries", heirs);
        var whole = await office.OfficeAsync(
            ClaimOffice.Analyst,
            "POST",
            $"claims/{id}/beneficiaries",
            heirs.Replace("3999", "4000", StringComparison.Ordinal)
        );

        Assert.Equal(id, again.Json.GetProperty("claim").GetProperty("id").GetString());
        Assert.Single(await office.EventsAsync(id, BenefitEvents.MemberDeathReported.Type));
        Assert.Equal((422, "benefits.shares-not-whole"), (notWhole.Status, notWhole.Code));
        Assert.Equal(200, whole.Status);
        var shares = (await office.ClaimAsync(id)).Shares;
        Assert.Equal([("b1", 6000, false), ("b2", 4000, true)], shares.Select(share => (share.PayeeId, share.Hundredths, share.IsHeld)));
        Assert.Equal(ClaimStatus.Registered, (await office.ClaimAsync(id)).Status);
    }

    private static async Task AskForCodeAsync(TestPhone phone, string claimant)
    {
        var answer = await phone.ProveAsync("POST", $"../benefits/claimants/{claimant}/code", """{"dni":"40000021"}""");
        Assert.Equal(202, answer.Status);
    }

    /// <summary>The one code that arrived; news of the claim come to the same telephone, in any order.</summary>
    private static async Task<string> CodeAsync(ClaimOffice office, TestPhone phone, string claimant)
    {
        await AskForCodeAsync(phone, claimant);
        string[] codes;
        do
        {
            await office.PumpAsync();
            codes = [.. office.TextsTo("+51987000111").Where(text => char.IsAsciiDigit(text[0]))];
        } while (codes.Length == 0);

        return Assert.Single(codes)[..6];
    }

    private static Task<PhoneAnswer> AskAsync(TestPhone phone, string method, string path, string token) =>
        phone.SendAsync(
            method,
            $"../benefits/claimants/me/{path}",
            proof: phone.Prove(method, $"../benefits/claimants/me/{path}"),
            token: token
        );

    private static string Text(ReadOnlyMemory<byte> data) => System.Text.Encoding.UTF8.GetString(data.Span);
}
