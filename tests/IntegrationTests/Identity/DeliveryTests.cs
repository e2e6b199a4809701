using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging;
using Serverless.Platform.Sms;
using Serverless.Platform.Tokens;

namespace Serverless.IntegrationTests.Identity;

/// <summary>What comes back after a code was sent: delivery reports, refusals of texts, another phone.</summary>
public sealed class DeliveryTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Delivery_report_that_comes_twice_or_with_another_tag_leaves_the_code_delivered()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        var (phone, id) = await AskedAsync(app);
        using var _ = phone;
        var tag = app.Sms.Inbox.Of(IdentityApp.Phone)[0].Tag!;

        await ReportAsync(app, "report-1", tag, "2000");
        await ReportAsync(app, "report-1", tag, "2000");
        await ReportAsync(app, "report-2", "payslip|7", "4001");
        await ReportAsync(app, "report-3", tag[..^1] + "9", "4001");

        Assert.Equal(OtpDelivery.Delivered, (await app.ChallengeAsync(id)).Delivery);
        Assert.Empty(app.Queues.Rejected);
        Assert.Empty(app.Queues.Poison);
    }

    [Fact]
    public async Task Phone_that_refused_our_texts_gets_none_until_the_vendor_says_that_they_are_welcome()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        var (phone, _) = await AskedAsync(app);
        using var own = phone;
        var vendor = app.Services.GetRequiredService<AzureSmsOptOuts>();
        await vendor.AddAsync(IdentityApp.Phone, default);
        await ReportAsync(app, "report-1", app.Sms.Inbox.Of(IdentityApp.Phone)[0].Tag!, "4007");
        app.Sms.Inbox.Clear();

        var refused = await AskAsync(app, phone);
        await vendor.RemoveAsync(IdentityApp.Phone, default);
        var welcome = await AskAsync(app, phone);

        Assert.Equal(OtpDelivery.Undelivered, (await app.ChallengeAsync(refused)).Delivery);
        Assert.Equal(OtpDelivery.Sent, (await app.ChallengeAsync(welcome)).Delivery);
        Assert.Single(app.Sms.Inbox.Of(IdentityApp.Phone));
    }

    [Fact]
    public async Task Changed_phone_starts_the_age_of_the_device_again_and_old_news_change_nothing()
    {
        await using var app = await IdentityApp.StartAsync(_clock);
        await app.RegisterAsync();
        using var phone = await app.SignedInPhoneAsync();
        var member = await MemberAsync(app, phone);
        var trust = app.Services.GetRequiredService<DeviceTrust>();
        var registered = await trust.SinceAsync(member, default);
        var changed = _clock.GetUtcNow().AddHours(2);

        await ChangeAsync(app, "change-2", member.MemberId, changed);
        await ChangeAsync(app, "change-1", member.MemberId, changed.AddHours(-1));

        Assert.Equal(_clock.GetUtcNow(), registered);
        Assert.Equal(changed, await trust.SinceAsync(member, default));
        Assert.Null(await trust.SinceAsync(member with { Device = "another" }, default));
    }

    private static async Task<(TestPhone Phone, string Id)> AskedAsync(IdentityApp app)
    {
        await app.RegisterAsync();
        var phone = app.NewPhone();
        var id = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        await app.SendCodesAsync();
        return (phone, id);
    }

    private static async Task<string> AskAsync(IdentityApp app, TestPhone phone)
    {
        var id = (await phone.ProveAsync("POST", "activations", """{"dni":"40000012"}""")).Text("sessionId");
        await app.SendCodesAsync();
        return id;
    }

    private static async Task<CurrentMember> MemberAsync(IdentityApp app, TestPhone phone)
    {
        var token = app.Services.GetRequiredService<RefreshTokens>().Read(phone.RefreshToken)!;
        var session = (await app.Store.FindAsync(IdentityStore.Sessions, token.SessionId, default))!;
        return new CurrentMember(session.MemberId, session.Id, phone.Thumbprint);
    }

    private Task ReportAsync(IdentityApp app, string id, string tag, string details)
    {
        var data = $$"""
            {"messageId":"m1","from":"MUTUAL","to":"51987654321","deliveryStatus":"x","deliveryStatusDetails":"{{details}}","Tag":"{{tag}}"}
            """;
        return PutAsync(app, "sms-delivery-reports", id, SmsDeliveryReport.EventType, data);
    }

    private Task ChangeAsync(IdentityApp app, string id, string memberId, DateTimeOffset at) =>
        PutAsync(app, "identity-events", id, MembershipEvents.PhoneChanged.Type, $$"""{"memberId":"{{memberId}}","at":"{{at:O}}"}""");

    private async Task PutAsync(IdentityApp app, string queue, string id, string type, string data)
    {
        var message = new OutgoingMessage(id, type, "/test", _clock.GetUtcNow(), 1, Encoding.UTF8.GetBytes(data));
        app.Queues.Repeat(queue, message);
        await app.Queues.PumpAsync(
            queue,
            queue == "identity-events" ? IdentityModule.Events : IdentityModule.Reports,
            app.Services,
            expected: 1
        );
    }
}
