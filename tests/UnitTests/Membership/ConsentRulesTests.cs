using System.Text;
using Serverless.App.Membership.Consents;

namespace Serverless.UnitTests.Membership;

public sealed class ConsentRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly ConsentText Service = new("service", "2026-01", "Uso de tus datos", "Acepto.");

    private static ConsentOffered Shown(ConsentText text) => new(text.Purpose, text.Version, text.Hash);

    [Fact]
    public void Consent_to_the_text_in_force_is_kept_with_its_hash_channel_and_time()
    {
        var kept = ConsentRules.Accept([Shown(Service)], [Service], "app", Noon).Value.Single();

        Assert.Equal(
            ("service", "2026-01", Service.Hash, "app", Noon),
            (kept.Purpose, kept.TextVersion, kept.TextHash, kept.Channel, kept.At)
        );
    }

    [Fact]
    public void Hash_of_a_text_is_that_of_its_words_in_utf8() =>
        Assert.Equal("f0fe07d18fea8aa7f25958d6f0e80d9dc57e5cbdf56c884e07a1c1c7828317bc", Service.Hash);

    [Fact]
    public void Consent_to_other_words_under_the_same_version_is_refused()
    {
        var older = Service with { Text = "Acepto todo." };

        var refused = ConsentRules.Accept([Shown(older)], [Service], "app", Noon);

        Assert.Equal(("membership.consent-text-outdated", "service"), (refused.Error!.Code, refused.Error.Arguments["purpose"]));
    }

    [Fact]
    public void Consent_to_a_text_that_was_replaced_today_is_refused()
    {
        var texts = Texts("2026-11-21", "2026-11-22");

        var before = ConsentRules.Accept([Offered("old")], texts.At(new DateOnly(2026, 11, 21)), "app", Noon);
        var after = ConsentRules.Accept([Offered("old")], texts.At(new DateOnly(2026, 11, 22)), "app", Noon);

        Assert.True(before.IsSuccess);
        Assert.Equal("membership.consent-text-outdated", after.Error?.Code);
    }

    [Fact]
    public void Consent_to_an_unknown_purpose_is_refused() =>
        Assert.Equal(
            "membership.consent-unknown",
            ConsentRules.Accept([Shown(Service) with { Purpose = "everything" }], [Service], "app", Noon).Error?.Code
        );

    [Fact]
    public void Same_consent_twice_is_refused() =>
        Assert.Equal(
            "membership.consent-repeated",
            ConsentRules.Accept([Shown(Service), Shown(Service)], [Service], "app", Noon).Error?.Code
        );

    [Fact]
    public void Texts_that_leave_a_day_without_a_wording_are_refused() =>
        Assert.Equal("platform.effective-gap", ConsentTexts.Read(Json("2026-11-20", "2026-11-22")).Error?.Code);

    [Fact]
    public void Shipped_texts_hold_every_purpose_that_terms_require()
    {
        var today = new DateOnly(2026, 11, 22);
        var purposes = ConsentTexts.Shipped().At(today).Select(text => text.Purpose);

        var required = App.Membership.Affiliations.AffiliationTerms.Shipped().At(today).Value.RequiredConsents;

        Assert.Empty(required.Except(purposes));
    }

    private static ConsentOffered Offered(string text) => Shown(new ConsentText("service", "1", "t", text));

    private static ConsentTexts Texts(string lastDay, string firstDay) => ConsentTexts.Read(Json(lastDay, firstDay)).Value;

    private static MemoryStream Json(string lastDay, string firstDay) =>
        new(
            Encoding.UTF8.GetBytes(
                $$"""
                [
                  {"purpose":"service","version":"1","from":"2026-01-01","to":"{{lastDay}}","title":"t","text":"old","source":"board"},
                  {"purpose":"service","version":"2","from":"{{firstDay}}","title":"t","text":"new","source":"board"}
                ]
                """
            )
        );
}
