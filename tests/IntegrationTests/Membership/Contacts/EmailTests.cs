using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Membership.Access;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Contacts.Email;
using Serverless.App.Membership.Rights;
using Serverless.IntegrationTests.Identity;
using Serverless.Local.Simulators.Acs;

namespace Serverless.IntegrationTests.Membership.Contacts;

/// <summary>An address for notices: proved by a letter, never an authenticator (domain.md section 3.3).</summary>
public sealed class EmailTests
{
    private const string Rosa = "Rosa.Quispe@example.org";
    private const string Second = "rosa@example.edu.pe";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Address_is_proved_by_the_code_of_a_letter_and_the_replaced_one_is_told()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);

        var proposed = await ProposeAsync(teacher, Rosa);
        var proved = await ConfirmAsync(teacher, Code(await LetterAsync(teacher, Rosa)));
        await ProposeAsync(teacher, Second);
        await ConfirmAsync(teacher, Code(await LetterAsync(teacher, Second)));
        var told = await LetterAsync(teacher, Rosa, letters: 2);

        Assert.Equal(
            (200, "R***@example.org"),
            (proposed.Status, proposed.Json.GetProperty("emailChange").GetProperty("email").GetString())
        );
        Assert.Equal((200, "R***@example.org"), (proved.Status, proved.Text("email")));
        Assert.Equal("Tu correo cambió", told.Subject);
        Assert.DoesNotContain(
            teacher.App.Queues.Seen,
            sent => System.Text.Encoding.UTF8.GetString(sent.Data.Span).Contains("example", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Fifty_guesses_at_once_spend_three_and_the_right_code_comes_too_late()
    {
        await using var teacher = await MovingTeacher.SignInAsync(TimeProvider.System);
        await ProposeAsync(teacher, Rosa);
        var code = Code(await LetterAsync(teacher, Rosa));
        var wrong = code == "000000" ? "000001" : "000000";

        var answers = new List<PhoneAnswer>();
        for (var round = 0; round < 5; round++)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(1, 10).Select(_ => ConfirmAsync(teacher, wrong))));
        }

        var late = await ConfirmAsync(teacher, code);

        Assert.Equal(3, answers.Count(answer => answer.Code == "membership.email-code-wrong"));
        Assert.Equal((409, "membership.email-change-none"), (late.Status, late.Code));
    }

    [Fact]
    public async Task Stale_screen_is_told_and_removal_takes_the_address_out_once()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        var seen = (await teacher.ContactsAsync()).ETag;
        await ProposeAsync(teacher, Rosa);
        var stale = await ProposeAsync(teacher, Second, etag: seen);
        var blind = await teacher.Phone.AskAsync("POST", "../membership/me/contacts/email", $$"""{"email":"{{Second}}"}""");
        await ConfirmAsync(teacher, Code(await LetterAsync(teacher, Rosa)));
        var now = (await teacher.ContactsAsync()).ETag;

        var removed = await teacher.Phone.AskAsync("DELETE", "../membership/me/contacts/email", ifMatch: now);
        var again = await teacher.Phone.AskAsync("DELETE", "../membership/me/contacts/email", ifMatch: now);
        var contacts = await teacher.ContactsAsync();

        Assert.Equal((412, 428, 204, 204), (stale.Status, blind.Status, removed.Status, again.Status));
        Assert.Equal(JsonValueKind.Null, contacts.Json.GetProperty("email").ValueKind);
    }

    [Fact]
    public async Task Every_step_that_comes_twice_happened_once_and_another_members_code_opens_nothing()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        await teacher.App.RegisterAsync("40000013", "+51987654322");
        using var luis = await teacher.App.SignedInPhoneAsync("40000013");
        var seen = (await teacher.ContactsAsync()).ETag;
        await ProposeAsync(teacher, Rosa, "mail-0001", seen);
        var repeated = await ProposeAsync(teacher, Rosa, "mail-0001", seen);
        var code = Code(await LetterAsync(teacher, Rosa));

        var stolen = await luis.AskAsync("POST", "../membership/me/contacts/email/confirm", $$"""{"code":"{{code}}"}""");
        await ConfirmAsync(teacher, code, "code-0001");
        var again = await ConfirmAsync(teacher, code, "code-0001");

        Assert.Equal((200, 200, 409), (repeated.Status, again.Status, stolen.Status));
        Assert.Single(teacher.App.Sms.Mail.Of(Rosa));
        Assert.Equal(
            ["membership.email-proposed", "membership.email-proved"],
            (await teacher.EventsAsync()).Where(type => type.StartsWith("membership.email-", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Vendor_that_is_down_and_then_swallows_its_answer_sends_one_letter_and_poisons_nothing()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        teacher.App.Sms.Script.Add(new AcsFault(AcsFaultKind.Unavailable, 3));
        teacher.App.Sms.Script.Add(new AcsFault(AcsFaultKind.Silence));
        await ProposeAsync(teacher, Rosa);

        for (var minute = 0; minute < 25; minute++)
        {
            await PumpAsync(teacher);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Single(teacher.App.Sms.Mail.Of(Rosa));
        Assert.Empty(teacher.App.Queues.Poison);
    }

    [Fact]
    public async Task Changed_phone_is_told_to_the_e_mail_too_and_the_address_outlives_it()
    {
        await using var teacher = await MovingTeacher.SignInAsync(_clock);
        await ProposeAsync(teacher, Rosa);
        await ConfirmAsync(teacher, Code(await LetterAsync(teacher, Rosa)));

        await teacher.ChangeAsync();
        var letter = await LetterAsync(teacher, Rosa, letters: 2);

        Assert.Equal("Tu celular cambió", letter.Subject);
        Assert.Equal("R***@example.org", (await teacher.ContactsAsync()).Text("email"));
    }

    private static async Task<PhoneAnswer> ProposeAsync(MovingTeacher teacher, string email, string? key = null, string? etag = null) =>
        await teacher.Phone.AskAsync(
            "POST",
            "../membership/me/contacts/email",
            $$"""{"email":"{{email}}"}""",
            key,
            etag ?? (await teacher.ContactsAsync()).ETag
        );

    private static Task<PhoneAnswer> ConfirmAsync(MovingTeacher teacher, string code, string? key = null) =>
        teacher.Phone.AskAsync("POST", "../membership/me/contacts/email/confirm", $$"""{"code":"{{code}}"}""", key);

    /// <summary>The newest letter once this many have come.</summary>
    private static async Task<AcsLetter> LetterAsync(MovingTeacher teacher, string address, int letters = 1)
    {
        var limit = Stopwatch.StartNew();
        while (teacher.App.Sms.Mail.Of(address).Count < letters)
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), $"{letters} letters did not come");
            await PumpAsync(teacher);
            await Task.Delay(20);
        }

        return teacher.App.Sms.Mail.Of(address).Single(letter => letter.Subject != EmailTexts.CodeSubject || letters == 1);
    }

    private static Task PumpAsync(MovingTeacher teacher) =>
        teacher.App.Queues.PumpAsync(
            "membership-events",
            events => events.OnAffiliations().OnAccess().OnReports().OnEmailContact().OnRights(),
            teacher.App.Services,
            expected: 0
        );

    private static string Code(AcsLetter letter) => Regex.Match(letter.Text, @"\b\d{6}\b").Value;
}
