using System.Text;
using Serverless.App.Credits.Offers;
using Serverless.IntegrationTests.Identity;
using Serverless.Platform.Due;

namespace Serverless.IntegrationTests.Credits;

/// <summary>Row D29: offers from the file to the request, and out of the way when the member does not want them.</summary>
public sealed class OffersTests
{
    private const string Line = $"{IdentityApp.KnownDni},CONSUMO,1000000,36,2026-12-01,buen-pagador;cupo-en-boleta\n";

    [Fact]
    public async Task D29_wrong_lines_are_named_and_the_same_file_again_changes_nothing()
    {
        await using var town = await CreditTown.OpenAsync();
        const string file =
            Line + "40000012,CONSUMO,abc,36,2026-12-01,buen-pagador\n" + "40000021,CONSUMO,1000000,36,2026-12-01,buen-pagador\n";

        var first = await ImportAsync(town, file);
        var again = await ImportAsync(town, file);

        Assert.Equal((1, 0, 2), (first.Published, first.Repeated, first.Refused));
        Assert.Equal((0, 1, 2), (again.Published, again.Repeated, again.Refused));
        Assert.Equal(
            [(2, "credits.offer-line-invalid"), (3, "credits.offer-member-unknown")],
            first.Errors.Select(error => (error.Line, error.Code))
        );
        Assert.Equal(1, (await town.AskAsync("GET", "offers")).Json.GetArrayLength());
    }

    [Fact]
    public async Task D29_offer_says_why_in_words_and_is_gone_once_dismissed()
    {
        await using var town = await CreditTown.OpenAsync();
        await ImportAsync(town, Line);

        var id = await OnlyOfferAsync(town);
        var seen = await town.AskAsync("GET", $"offers/{id}");
        var dismissed = await town.AskAsync("POST", $"offers/{id}/dismiss");
        var taken = await town.AskAsync("POST", $"offers/{id}/accept", Acceptance());

        Assert.Equal(("viewed", "dismissed"), (seen.Text("status"), dismissed.Text("status")));
        Assert.All(seen.Json.GetProperty("reasons").EnumerateArray(), reason => Assert.NotEmpty(reason.GetProperty("title").GetString()!));
        Assert.Equal(0, (await town.AskAsync("GET", "offers")).Json.GetArrayLength());
        Assert.Equal(409, taken.Status);
    }

    [Fact]
    public async Task D29_member_who_wants_no_offers_gets_none_until_they_want_them_again()
    {
        await using var town = await CreditTown.OpenAsync();
        await ImportAsync(town, Line);

        await town.AskAsync("POST", "offers/consent", """{"wantsOffers":false}""");
        var hidden = (await town.AskAsync("GET", "offers")).Json.GetArrayLength();
        var refused = await ImportAsync(town, Line, "another");
        await town.AskAsync("POST", "offers/consent", """{"wantsOffers":true}""");
        var shown = (await town.AskAsync("GET", "offers")).Json.GetArrayLength();

        Assert.Equal((0, 1), (hidden, shown));
        Assert.Equal("credits.offer-opted-out", Assert.Single(refused.Errors).Code);
    }

    [Fact]
    public async Task D29_offer_ends_with_its_last_day()
    {
        await using var town = await CreditTown.OpenAsync();
        await ImportAsync(town, Line);
        var id = await OnlyOfferAsync(town);

        await town.WaitAsync(TimeSpan.FromDays(10));
        await town.Service<DrainDue>().RunAsync(TimeSpan.FromMinutes(1), default);
        await town.EventsAsync();
        var taken = await town.AskAsync("POST", $"offers/{id}/accept", Acceptance());

        Assert.Equal(0, (await town.AskAsync("GET", "offers")).Json.GetArrayLength());
        Assert.Equal((409, "credits.offer-expired"), (taken.Status, taken.Code));
        Assert.Equal(OfferStatus.Expired, (await town.Service<OfferStore>().FindAsync(id, default))!.Status);
    }

    [Fact]
    public async Task D29_taken_offer_is_one_request_however_often_it_is_sent_and_never_more_than_offered()
    {
        await using var town = await CreditTown.OpenAsync();
        await ImportAsync(town, Line);
        var id = await OnlyOfferAsync(town);

        var above = await town.AskAsync("POST", $"offers/{id}/accept", Acceptance(centimos: 1_000_001));
        var first = await town.AskAsync("POST", $"offers/{id}/accept", Acceptance(), key: "take-the-offer");
        var again = await town.AskAsync("POST", $"offers/{id}/accept", Acceptance(), key: "take-the-offer");
        var other = await town.AskAsync("POST", $"offers/{id}/accept", Acceptance(), key: "once-more");

        Assert.Equal((422, "credits.offer-above"), (above.Status, above.Code));
        Assert.Equal((201, 201, 409), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Text("requestId"), again.Text("requestId"));
    }

    private static string Acceptance(long centimos = 800_000) =>
        $$"""{"amountCentimos":{{centimos}},"instalments":24,"cci":"{{CreditTown.Cci}}"}""";

    private static async Task<string> OnlyOfferAsync(CreditTown town) =>
        (await town.AskAsync("GET", "offers")).Json.EnumerateArray().Single().GetProperty("offerId").GetString()!;

    private static async Task<OfferImportView> ImportAsync(CreditTown town, string text, string campaign = "campaign")
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await town.Service<ImportOffers>().ImportAsync(campaign, file, default);
    }
}
