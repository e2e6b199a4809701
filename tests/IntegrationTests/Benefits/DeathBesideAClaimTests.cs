using Serverless.App.Benefits.Claims;

namespace Serverless.IntegrationTests.Benefits;

/// <summary>A member dies with a claim of their own open.</summary>
public sealed class DeathBesideAClaimTests
{
    private const string Report = """{"dni":"40000012","diedOn":"2026-02-20"}""";
    private static readonly string[] Papers = ["dni", "cessation-resolution", "last-payslip"];

    [Fact]
    public async Task Death_ends_the_open_claim_whose_money_was_not_ordered_and_keeps_the_courts_order()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        await office.OfficeAsync(ClaimOffice.Head, "POST", $"claims/{id}/court-orders", """{"file":"EXP-77-2026","centimos":50000}""");

        var reported = await office.OfficeAsync(ClaimOffice.Analyst, "POST", "deaths", Report);
        var again = await office.OfficeAsync(ClaimOffice.Analyst, "POST", "deaths", Report);
        await office.PumpAsync();

        Assert.Equal(200, reported.Status);
        var before = reported.Json.GetProperty("before");
        Assert.Equal(
            (id, "superseded", false),
            (Text(before, "claimId"), Text(before, "status"), before.GetProperty("isOrdered").GetBoolean())
        );
        Assert.Equal(ClaimStatus.Superseded, (await office.ClaimAsync(id)).Status);
        var death = Text(reported.Json.GetProperty("claim"), "id")!;
        Assert.Equal(death, Text(again.Json.GetProperty("claim"), "id"));
        Assert.Equal("EXP-77-2026", Assert.Single((await office.ClaimAsync(death)).CourtOrders).File);
        Assert.Single(await office.ActsAsync(id), act => act == "supersede");
        Assert.Equal("\"superseded\"", await office.Engine(id).RunAsync());
    }

    [Fact]
    public async Task Death_after_the_payment_was_ordered_is_taken_and_says_so_and_a_person_looks_after_the_money()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = await OrderedAsync(office);

        var reported = await office.OfficeAsync(ClaimOffice.Analyst, "POST", "deaths", Report);
        await office.PumpAsync();

        var before = reported.Json.GetProperty("before");
        Assert.Equal(
            (id, "payment-ordered", true),
            (Text(before, "claimId"), Text(before, "status"), before.GetProperty("isOrdered").GetBoolean())
        );
        Assert.Equal(ClaimStatus.PaymentOrdered, (await office.ClaimAsync(id)).Status);
        var tasks = await office.OfficeAsync(ClaimOffice.Head, "GET", "tasks");
        var task = Assert.Single(tasks.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(("benefits.death-after-order", id), (Text(task, "code"), Text(task.GetProperty("facts"), "claim")));
    }

    [Fact]
    public async Task Reported_death_ends_the_members_sessions_and_opens_no_claim_of_their_own_any_more()
    {
        await using var office = await ClaimOffice.OpenAsync();
        await office.OfficeAsync(ClaimOffice.Analyst, "POST", "deaths", Report);

        var refused = await office.RegisterAsync();
        await office.PumpIdentityAsync();

        Assert.Equal((409, "benefits.claim-open"), (refused.Status, refused.Code));
        var account = await office.AccountAsync();
        Assert.NotNull(account.DiedAt);
        Assert.Empty(account.Devices);
        Assert.Empty(account.Sessions);
    }

    private static async Task<string> OrderedAsync(ClaimOffice office)
    {
        var id = (await office.RegisterAsync()).Text("id");
        foreach (var paper in Papers)
        {
            await office.UploadAsync(id, paper);
        }

        await office.AskAsync("POST", $"claims/{id}/submit");
        await office.Engine(id).RunAsync();
        foreach (var paper in Papers)
        {
            await office.OfficeAsync(ClaimOffice.Analyst, "POST", $"claims/{id}/documents/{paper}/accept");
        }

        await office.Engine(id).RunAsync();
        await office.DecideAsync(ClaimOffice.Analyst, id, "calculation");
        await office.DecideAsync(ClaimOffice.Head, id, "review");
        await office.DecideAsync(ClaimOffice.Head, id, "approval");
        await office.Engine(id).RunAsync();
        return id;
    }

    private static string? Text(System.Text.Json.JsonElement json, string name) => json.GetProperty(name).GetString();
}
