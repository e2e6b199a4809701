using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Rights.Requests;

namespace Serverless.IntegrationTests.Membership;

/// <summary>Rectification, erasure, opposition (Law 29733): asked by the member, answered by two officers, in working days.</summary>
public sealed class RightsRequestTests
{
    [Fact]
    public async Task Wrong_name_is_corrected_when_two_officers_say_so_and_no_file_of_the_register_undoes_it()
    {
        await using var owner = await DataOwner.SignInAsync();
        var id = await owner.WishAsync("rectification", "family-names", "Quispe Mamaní");

        var asked = await owner.AskAsync("GET", $"me/rights-requests/{id}");
        var first = await owner.SayAsync(id, "officer-1", grants: true);
        var alone = await owner.SayAsync(id, "officer-1", grants: true);
        var untouched = MemberStore.Person(await owner.StoredAsync())!.FamilyNames;
        var second = await owner.SayAsync(id, "officer-2", grants: true, key: "word-x");
        var again = await owner.SayAsync(id, "officer-2", grants: true, key: "word-x");
        await owner.App.RegisterAsync(phone: "+51987654329", import: "import-2");

        Assert.Equal("2026-12-04", asked.Text("dueOn"));
        Assert.Equal((RightsStatus.Proposed, "membership.rights-same-officer"), (first.Value.Status, alone.Error!.Code));
        Assert.Equal("Quispe Mamani", untouched);
        Assert.Equal((RightsStatus.Granted, RightsStatus.Granted), (second.Value.Status, again.Value.Status));
        Assert.Equal("Quispe Mamaní", MemberStore.Person(await owner.StoredAsync())!.FamilyNames);
    }

    [Fact]
    public async Task Refusal_has_its_reason_and_one_who_disagrees_begins_anew()
    {
        await using var owner = await DataOwner.SignInAsync();
        var id = await owner.WishAsync("opposition");

        await owner.SayAsync(id, "officer-1", grants: true);
        var other = await owner.SayAsync(id, "officer-2", grants: false);
        await owner.SayAsync(id, "officer-3", grants: false);
        var answer = await owner.AskAsync("GET", $"me/rights-requests/{id}");
        var late = await owner.SayAsync(id, "officer-4", grants: true);

        Assert.Equal(RightsStatus.Proposed, other.Value.Status);
        Assert.Equal(("Refused", "Lo revisamos con el documento a la vista."), (answer.Text("status"), answer.Text("reason")));
        Assert.Equal("membership.rights-decided", late.Error!.Code);
    }

    [Fact]
    public async Task Erasure_without_a_hold_takes_the_key_and_the_next_file_brings_nobody_back()
    {
        await using var owner = await DataOwner.SignInAsync();
        var preview = await owner.AskAsync("GET", "me/rights-requests");
        var id = await owner.WishAsync("erasure");

        await owner.SayAsync(id, "officer-1", grants: true);
        var erased = await owner.SayAsync(id, "officer-2", grants: true);
        await owner.App.RegisterAsync(import: "import-2");

        Assert.Empty(preview.Json.GetProperty("kept").EnumerateArray());
        Assert.Equal(RightsStatus.Granted, erased.Value.Status);
        var stored = await owner.StoredAsync();
        Assert.Null(stored.Key);
        Assert.All(stored.Personal, row => Assert.True(row.Sealed.IsEmpty));
        Assert.Null(await owner.Service<MemberDirectory>().PersonOfAsync(owner.MemberId, default));
    }

    [Fact]
    public async Task Whoever_is_erased_whole_is_signed_out_before_the_answer()
    {
        await using var owner = await DataOwner.SignInAsync();
        var id = await owner.WishAsync("erasure");
        owner.Clock.Advance(TimeSpan.FromMinutes(1));

        await owner.SayAsync(id, "officer-1", grants: true);
        var before = await owner.RefreshAsync();
        var erased = await owner.SayAsync(id, "officer-2", grants: true);
        var after = await owner.RefreshAsync();

        Assert.Empty(erased.Value.Kept);
        Assert.Equal((200, 401), (before.Status, after.Status));
    }

    [Fact]
    public async Task Granted_erasure_is_told_once_to_every_context_with_keys_of_its_own()
    {
        await using var owner = await DataOwner.SignInAsync();
        var id = await owner.WishAsync("erasure");

        await owner.SayAsync(id, "officer-1", grants: true);
        await owner.SayAsync(id, "officer-2", grants: true, key: "word-x");
        await owner.SayAsync(id, "officer-2", grants: true, key: "word-x");
        await owner.HearAsync(() => Task.FromResult(Told().Any()));

        var told = Told().ToList();
        Assert.Equal(3, told.Count);
        Assert.Single(told.Select(message => message.Id).Distinct(StringComparer.Ordinal));

        IEnumerable<Platform.Messaging.OutgoingMessage> Told() =>
            owner.App.Queues.Seen.Where(message => message.Type == MembershipEvents.ErasureGranted.Type);
    }

    [Fact]
    public async Task Erasure_with_a_hold_says_what_is_kept_and_erases_the_rest()
    {
        await using var owner = await DataOwner.SignInAsync();
        await BeginAffiliationAsync(owner);
        var preview = await owner.AskAsync("GET", "me/rights-requests");
        var id = await owner.WishAsync("erasure");

        await owner.SayAsync(id, "officer-1", grants: true);
        var erased = await owner.SayAsync(id, "officer-2", grants: true);

        Assert.Equal("Tu inscripción y tu permiso de descuento", preview.Json.GetProperty("kept")[0].GetProperty("what").GetString());
        Assert.Equal("Tu inscripción y tu permiso de descuento", erased.Value.Kept.Single().What);
        var stored = await owner.StoredAsync();
        Assert.NotNull(stored.Key);
        Assert.Empty(MemberStore.Contacts(stored).Former);
    }

    [Fact]
    public async Task Officers_find_it_on_their_desk_once_and_no_more_after_the_answer()
    {
        await using var owner = await DataOwner.SignInAsync();
        var id = await owner.WishAsync("opposition");
        await owner.HearAsync(async () => (await CodesAsync(owner)).Any());
        var moved = new RightsMoved(owner.MemberId, id, "opposition", "member", null);
        var desk = owner.Service<RightsDesk>();
        for (var delivery = 0; delivery < 3; delivery++)
        {
            await desk.WhenDueAsync(moved, DataOwner.Message("due-1", owner.Clock.GetUtcNow()), default);
        }

        var open = await CodesAsync(owner);
        await owner.SayAsync(id, "officer-1", grants: true);
        await owner.SayAsync(id, "officer-2", grants: true);

        Assert.Equal(["membership.task-rights-asked", "membership.task-rights-late"], open);
        Assert.Empty(await CodesAsync(owner));
    }

    [Fact]
    public async Task Officers_look_is_recorded_before_they_see_anything()
    {
        await using var owner = await DataOwner.SignInAsync();
        var id = await owner.WishAsync("rectification", "given-names", "Rosa María");

        var seen = await owner.Service<GetRightsRequest>().ReadAsync(owner.MemberId, id, "officer-5", default);
        var log = await owner.AskAsync("GET", "me/access-log");

        Assert.Equal(("Rosa", "Rosa María"), (seen.Value.Now, seen.Value.Value));
        Assert.Contains("officer-5", log.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"right":"portability","why":"Lo pido porque así es."}""", "membership.rights-kind")]
    [InlineData("""{"right":"7","why":"Lo pido porque así es."}""", "membership.rights-kind")]
    [InlineData("""{"right":"erasure","why":"corto"}""", "membership.rights-reason")]
    [InlineData("""{"right":"rectification","field":"dni","value":"40000013","why":"Lo pido porque así es."}""", "membership.rights-field")]
    [InlineData(
        """{"right":"rectification","field":"birth-date","value":"ayer","why":"Lo pido porque así es."}""",
        "membership.rights-field"
    )]
    public async Task Nonsense_is_refused_with_what_to_do(string body, string code)
    {
        await using var owner = await DataOwner.SignInAsync();

        Assert.Equal(code, (await owner.AskAsync("POST", "me/rights-requests", body)).Code);
    }

    [Fact]
    public async Task Another_members_request_is_not_found()
    {
        await using var owner = await DataOwner.SignInAsync();
        await owner.App.RegisterAsync("40000013", "+51987654322");
        using var luis = await owner.App.SignedInPhoneAsync("40000013");
        var id = await owner.WishAsync("opposition");
        var twice = await owner.AskAsync("POST", "me/rights-requests", """{"right":"opposition","why":"Lo pido porque así es."}""");

        Assert.Equal(404, (await luis.AskAsync("GET", $"../membership/me/rights-requests/{id}")).Status);
        Assert.Equal((409, "membership.rights-open"), (twice.Status, twice.Code));
    }

    private static async Task<IEnumerable<string>> CodesAsync(DataOwner owner)
    {
        var desk = owner.App.Services.GetRequiredKeyedService<Platform.Tasks.TaskDesk>(RightsDesk.Context);
        return (await desk.OpenPageAsync(null, 10, default)).Tasks.Select(task => task.Code).Order(StringComparer.Ordinal);
    }

    private static async Task BeginAffiliationAsync(DataOwner owner)
    {
        var texts = (await owner.AskAsync("GET", "consent-texts")).Json.EnumerateArray();
        var consents = texts
            .Where(text => text.GetProperty("required").GetBoolean())
            .Select(text =>
                $$"""{"purpose":"{{text.GetProperty("purpose")}}","textVersion":"{{text.GetProperty("version")}}","textHash":"{{text.GetProperty("hash")}}"}"""
            );
        var body =
            $$"""{"acquisition":{"strategy":"school","promoter":"P-7","school":"IE 70010","campaign":"2026-11"},"consents":[{{string.Join(",", consents)}}]}""";
        Assert.Equal(201, (await owner.AskAsync("POST", "affiliations", body)).Status);
    }
}
