using System.Text.Json;
using Serverless.App.Credits.Requests;
using Serverless.IntegrationTests.Identity;
using Serverless.Local.Simulators.Credit;

namespace Serverless.IntegrationTests.Credits;

/// <summary>A person looks at an automated refusal (row D29; Law 29733: nobody is bound by a machine's word alone).</summary>
public sealed class ReviewTests
{
    private const string Elena = "elena.creditos";
    private const string Felipe = "felipe.creditos";

    [Fact]
    public async Task D29_officer_overturns_a_refusal_and_the_member_goes_on()
    {
        await using var town = await CreditTown.StaffedAsync();
        var id = await AskedAsync(town);
        var listed = await town.OfficeAsync(Elena, "GET", "requests");

        var decided = await DecideAsync(town, Elena, id, approve: true);
        var seen = await town.AskAsync("GET", $"requests/{id}");

        Assert.Equal(id, listed.Json.GetProperty("items").EnumerateArray().Single().GetProperty("requestId").GetString());
        Assert.Equal((200, "preapproved"), (decided.Status, decided.Text("status")));
        Assert.Equal("preaprobada: falta tu aceptación", seen.Text("statusText"));
        Assert.Equal(0, seen.Json.GetProperty("reasons").GetArrayLength());
        Assert.Contains("accept", Actions(seen));
        await town.SeeFaceAsync(seen.Json.GetProperty("confirmation"));
        Assert.Equal(200, (await town.AcceptAsync(seen)).Status);
        Assert.Equal(0, (await town.OfficeAsync(Elena, "GET", "requests")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task D29_officer_upholds_a_refusal_and_the_member_reads_it_in_plain_words_once_for_all()
    {
        await using var town = await CreditTown.StaffedAsync();
        var id = await AskedAsync(town);

        var decided = await DecideAsync(town, Elena, id, approve: false);
        var seen = await town.AskAsync("GET", $"requests/{id}");
        var again = await town.AskAsync("POST", $"requests/{id}/review");

        Assert.Equal((200, "declined", "no aprobada"), (decided.Status, seen.Text("status"), seen.Text("statusText")));
        var reason = seen.Json.GetProperty("reasons").EnumerateArray().Single();
        Assert.Equal("credits.declined-by-officer", reason.GetProperty("code").GetString());
        Assert.StartsWith("Una persona lo revisó.", reason.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ask-review", Actions(seen));
        Assert.Equal((409, "credits.reviewed-already"), (again.Status, again.Code));
    }

    [Theory]
    [InlineData("carla.sinrol")]
    [InlineData("elsa.tesoreria")]
    [InlineData("irma.beneficios")]
    public async Task D29_who_is_no_credit_officer_sees_and_decides_nothing(string officer)
    {
        await using var town = await CreditTown.StaffedAsync();
        var id = await AskedAsync(town);

        var listed = await town.OfficeAsync(officer, "GET", "requests");
        var decided = await DecideAsync(town, officer, id, approve: true);
        var member = await town.AskAsync("POST", $"backoffice/requests/{id}/review", """{"approve":true}""");

        Assert.Equal((403, "platform.not-allowed"), (decided.Status, decided.Code));
        Assert.Equal(403, listed.Status);
        Assert.Contains(member.Status, (int[])[401, 403]);
        Assert.Equal(RequestStatus.Review, (await town.RequestAsync(id)).Status);
    }

    [Fact]
    public async Task D29_decision_sent_twice_counts_once_and_nobody_decides_after_it()
    {
        await using var town = await CreditTown.StaffedAsync();
        var id = await AskedAsync(town);

        var first = await DecideAsync(town, Elena, id, approve: false, "decision-1");
        var repeated = await DecideAsync(town, Elena, id, approve: false, "decision-1");
        var changed = await DecideAsync(town, Elena, id, approve: true, "decision-2");
        var other = await DecideAsync(town, Felipe, id, approve: true);

        Assert.Equal((200, 200), (first.Status, repeated.Status));
        Assert.Equal(first.Body, repeated.Body);
        Assert.Equal((409, "credits.request-step-not-allowed"), (changed.Status, changed.Code));
        Assert.Equal((409, "credits.request-step-not-allowed"), (other.Status, other.Code));
        var kept = await town.RequestAsync(id);
        Assert.Equal((RequestStatus.Declined, true), (kept.Status, kept.Reviewed));
        Assert.Single(kept.Duties, duty => duty.Name == "reviewer");
    }

    [Fact]
    public async Task D29_nobody_asks_for_the_review_of_somebody_else_s_request_nor_decides_on_one_that_is_not_there()
    {
        await using var town = await CreditTown.StaffedAsync();
        var declined = await DeclinedAsync(town);
        using var neighbour = await town.NeighbourAsync();

        var foreign = await neighbour.AskAsync("POST", $"../credits/requests/{declined}/review");
        var unknown = await town.OfficeAsync(Elena, "POST", "requests/nobody/review", """{"approve":true}""");
        var early = await DecideAsync(town, Elena, declined, approve: true);

        Assert.Equal((404, "credits.request-not-found"), (foreign.Status, foreign.Code));
        Assert.Equal((404, "credits.request-not-found"), (unknown.Status, unknown.Code));
        Assert.Equal((409, "credits.request-step-not-allowed"), (early.Status, early.Code));
        Assert.Equal(RequestStatus.Declined, (await town.RequestAsync(declined)).Status);
    }

    [Fact]
    public async Task D29_asking_twice_for_a_person_is_asking_once()
    {
        await using var town = await CreditTown.StaffedAsync();
        var id = await DeclinedAsync(town);

        var first = await town.AskAsync("POST", $"requests/{id}/review", key: "ask-for-a-person-1");
        var repeated = await town.AskAsync("POST", $"requests/{id}/review", key: "ask-for-a-person-1");
        var again = await town.AskAsync("POST", $"requests/{id}/review", key: "ask-for-a-person-2");

        Assert.Equal((200, 200, 409), (first.Status, repeated.Status, again.Status));
        Assert.Equal("la revisa una persona", first.Text("statusText"));
        Assert.Equal(1, (await town.OfficeAsync(Elena, "GET", "requests")).Json.GetProperty("items").GetArrayLength());
    }

    private static async Task<string> DeclinedAsync(CreditTown town)
    {
        town.Vendors.Say(IdentityApp.KnownDni, new CreditPerson(ContractEnd: new DateOnly(2027, 12, 31)));
        var declined = await town.CheckedAsync();
        Assert.Equal("declined", declined.Text("status"));
        Assert.Contains("ask-review", Actions(declined));
        return declined.Text("requestId");
    }

    private static async Task<string> AskedAsync(CreditTown town)
    {
        var id = await DeclinedAsync(town);
        var asked = await town.AskAsync("POST", $"requests/{id}/review");
        Assert.Equal((200, "review"), (asked.Status, asked.Text("status")));
        return id;
    }

    private static Task<PhoneAnswer> DecideAsync(CreditTown town, string officer, string id, bool approve, string? key = null) =>
        town.OfficeAsync(officer, "POST", $"requests/{id}/review", JsonSerializer.Serialize(new { approve }), key);

    private static IEnumerable<string?> Actions(PhoneAnswer seen) =>
        seen.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString());
}
