using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Membership.Access;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Contacts.Email;
using Serverless.App.Membership.Rights;
using Serverless.IntegrationTests.Identity.Face;
using Serverless.Local.Simulators.Acs;

namespace Serverless.IntegrationTests.Identity.Recovery;

/// <summary>Whoever takes an account over by a face is told on by every channel that the member had before.</summary>
public sealed class RecoveryNoticeTests
{
    private const string Rosa = "rosa.quispe@example.org";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Lost_phone_that_is_recovered_is_told_to_the_old_number_and_to_the_proved_e_mail()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        await town.App.SendCodesAsync(2);
        await ProveEmailAsync(town);
        using var found = new NewPhone(town);
        _clock.Advance(TimeSpan.FromMinutes(5));

        await found.RecoverAsync();
        await town.App.SendCodesAsync();
        var letter = await LetterAsync(town, letters: 2);

        Assert.Contains("termina en 333", town.App.Sms.Inbox.Of(IdentityApp.Phone)[0].Message, StringComparison.Ordinal);
        Assert.Equal(("Tu celular cambió", EmailTexts.PhoneChanged), (letter.Subject, letter.Text));
        Assert.Equal(2, town.App.Sms.Mail.Of(Rosa).Count);
    }

    [Fact]
    public async Task Address_that_was_never_proved_is_told_nothing()
    {
        await using var town = await FaceTown.StartAsync(_clock);
        await town.EnrolAsync();
        await town.App.SendCodesAsync(2);
        await ProposeAsync(town);
        await LetterAsync(town, letters: 1);
        using var found = new NewPhone(town);
        _clock.Advance(TimeSpan.FromMinutes(5));

        await found.RecoverAsync();
        await town.App.SendCodesAsync();
        await PumpAsync(town);

        Assert.Equal(EmailTexts.CodeSubject, Assert.Single(town.App.Sms.Mail.Of(Rosa)).Subject);
    }

    private static async Task ProveEmailAsync(FaceTown town)
    {
        await ProposeAsync(town);
        var code = Regex.Match((await LetterAsync(town, letters: 1)).Text, @"\b\d{6}\b").Value;
        var proved = await town.Phone.AskAsync("POST", "../membership/me/contacts/email/confirm", $$"""{"code":"{{code}}"}""");
        Assert.True(proved.Status == 200, proved.Body);
    }

    private static async Task ProposeAsync(FaceTown town)
    {
        var seen = await town.Phone.AskAsync("GET", "../membership/me/contacts");
        var body = $$"""{"email":"{{Rosa}}"}""";
        var proposed = await town.Phone.AskAsync("POST", "../membership/me/contacts/email", body, null, seen.ETag);
        Assert.True(proposed.Status is 200 or 202, proposed.Body);
    }

    /// <summary>The newest letter once this many have come.</summary>
    private static async Task<AcsLetter> LetterAsync(FaceTown town, int letters)
    {
        var limit = Stopwatch.StartNew();
        while (town.App.Sms.Mail.Of(Rosa).Count < letters)
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), $"{letters} letters did not come");
            await PumpAsync(town);
            await Task.Delay(20);
        }

        return town.App.Sms.Mail.Of(Rosa).Single(letter => letter.Subject != EmailTexts.CodeSubject || letters == 1);
    }

    private static Task PumpAsync(FaceTown town) =>
        town.App.Queues.PumpAsync(
            "membership-events",
            events => events.OnAffiliations().OnAccess().OnReports().OnEmailContact().OnRights(),
            town.App.Services,
            expected: 0
        );
}
