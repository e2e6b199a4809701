using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Identity;
using Serverless.App.Identity.Accounts;
using Serverless.App.Membership.Contacts;
using Serverless.App.Membership.Contacts.Binding;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.IntegrationTests.Identity;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Membership.Contacts;

/// <summary>A signed-in teacher who changes numbers, and the two officers who help one that has lost everything.</summary>
internal sealed class MovingTeacher : IAsyncDisposable
{
    internal const string Other = "+51955555123";

    private int _commands;
    private bool _isGuest;

    private MovingTeacher(IdentityApp app, TestPhone phone, string memberId) => (App, Phone, MemberId) = (app, phone, memberId);

    internal IdentityApp App { get; }

    internal TestPhone Phone { get; }

    internal string MemberId { get; }

    internal static async Task<MovingTeacher> SignInAsync(TimeProvider clock)
    {
        var app = await IdentityApp.StartAsync(clock);
        await app.RegisterAsync();
        var phone = await app.SignedInPhoneAsync();
        await app.SendCodesAsync();
        app.Sms.Inbox.Clear();
        var me = await phone.AskAsync("GET", "../membership/me");
        return new MovingTeacher(app, phone, me.Text("memberId"));
    }

    /// <summary>Another member of the same app.</summary>
    internal MovingTeacher With(TestPhone phone) => new(App, phone, "") { _isGuest = true };

    /// <summary>The same member on another day: tokens have run out, the phone is still theirs.</summary>
    internal async Task<MovingTeacher> AgainAsync()
    {
        var refreshed = await Phone.ProveAsync("POST", "tokens", $$"""{"refreshToken":"{{Phone.RefreshToken}}"}""");
        Phone.SignedIn(refreshed);
        return this;
    }

    internal Task<PhoneAnswer> ContactsAsync() => Phone.AskAsync("GET", "../membership/me/contacts");

    /// <summary>Names a number, as a screen that has just been loaded does.</summary>
    internal async Task<PhoneAnswer> ProposeAsync(string number = Other, string? key = null, string? etag = null) =>
        await Phone.AskAsync(
            "POST",
            "../membership/me/contacts/phone",
            $$"""{"phone":"{{number}}"}""",
            key,
            etag ?? (await ContactsAsync()).ETag
        );

    /// <summary>Asks a code for the step that the change waits for; the sender has run.</summary>
    internal async Task<(string Id, string Code)> CodeAsync()
    {
        var act = (await ContactsAsync()).Json.GetProperty("change").GetProperty("confirmation").GetRawText();
        var asked = await Phone.AskAsync("POST", "challenges", act);
        var id = asked.Text("challengeId");
        await App.SendCodesAsync();
        return (id, await App.CodeOfAsync(id));
    }

    internal Task<PhoneAnswer> TakeAsync(string step, (string Id, string Code) code, string? key = null) =>
        Phone.AskAsync(
            "POST",
            $"../membership/me/contacts/phone/{step}",
            $$"""{"challengeId":"{{code.Id}}","code":"{{code.Code}}"}""",
            key
        );

    /// <summary>From wish to proved number.</summary>
    internal async Task ChangeAsync(string number = Other)
    {
        Assert.Equal(200, (await ProposeAsync(number)).Status);
        Assert.Equal(200, (await TakeAsync("authorise", await CodeAsync())).Status);
        Assert.Equal(200, (await TakeAsync("confirm", await CodeAsync())).Status);
    }

    internal async Task HearAsync()
    {
        await App.Queues.PumpAsync("identity-events", IdentityModule.Events, App.Services, 1);
        await App.SendCodesAsync();
    }

    /// <summary>Only the news that another phone was bound arrive.</summary>
    internal Task HearRecoveryAsync(DateTimeOffset at) =>
        Service<WhenPhoneRecovered>().HandleAsync(new PhoneRecovered(MemberId, at), default);

    internal IReadOnlyList<string> TextsTo(string number) => [.. App.Sms.Inbox.Of(number).Select(text => text.Message)];

    internal Task<Result<MemberContactsView>> AskBindingAsync(string officer, string reason = "lost-phone", string number = Other) =>
        Service<AskPhoneBinding>().AskAsync(MemberId, new PhoneBindingWish(number, reason), officer, Command(), default);

    internal Task<Result<MemberContactsView>> AgreeAsync(string officer, string bindingId, CommandIdentity? command = null) =>
        Service<AgreePhoneBinding>().AgreeAsync(MemberId, bindingId, officer, command ?? Command(), default);

    internal async Task<IReadOnlyList<string>> EventsAsync() =>
        [
            .. (await Service<AggregateStore>().ReadEventsAsync(MemberStore.Kind, MemberId, 0, 100, default)).Select(happened =>
                happened.Type
            ),
        ];

    internal CommandIdentity Command()
    {
        var id = $"command-{++_commands}";
        return new CommandIdentity(id, id, "");
    }

    internal static string Change(PhoneAnswer answer, string field) => answer.Json.GetProperty("change").GetProperty(field).GetString()!;

    internal static bool HasChange(PhoneAnswer answer) =>
        answer.Json.TryGetProperty("change", out var change) && change.ValueKind == JsonValueKind.Object;

    internal async Task<ContactDetails> DetailsAsync() => (await Service<ContactStore>().ReadAsync(MemberId, default)).Value.Details;

    public async ValueTask DisposeAsync()
    {
        if (!_isGuest)
        {
            Phone.Dispose();
            await App.DisposeAsync();
        }
    }

    private T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();
}
