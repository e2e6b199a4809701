using Serverless.App.Identity;
using Serverless.Local.Simulators.Acs.Calls;
using Serverless.Platform.Sms;

namespace Serverless.IntegrationTests.Identity;

/// <summary>What the telephone vendor tells an app, as a test wants it told.</summary>
internal static class VoiceTown
{
    internal static AcsPhoneCall Call(this IdentityApp app) => Assert.Single(app.Sms.Calls.Of(IdentityApp.Phone));

    /// <summary>One piece of news, with the vendor's own token.</summary>
    internal static Task<int> TellAsync(this IdentityApp app, AcsPhoneCall call, string kind) =>
        app.Sms.Calls.News.TellAsync(call, app.Sms.Calls.News.Event(call, kind), app.Sms.Calls.News.Token(call));

    /// <summary>Somebody answers, hears the code and the call ends.</summary>
    internal static async Task<string> ListenAsync(this IdentityApp app)
    {
        Assert.Equal(204, await app.TellAsync(app.Call(), "CallConnected"));
        await app.SendCodesAsync();
        var said = Assert.Single(app.Call().Said);
        Assert.Equal(204, await app.TellAsync(app.Call(), "PlayCompleted"));
        await app.SendCodesAsync();
        await app.TellAsync(app.Call(), "CallDisconnected");
        return said;
    }

    /// <summary>The network says of the newest text that it never arrived.</summary>
    internal static async Task NotArrivedAsync(this IdentityApp app, string id, string tag, string details = "4004")
    {
        var data =
            $$"""{"messageId":"m1","to":"51987654321","deliveryStatus":"Failed","deliveryStatusDetails":"{{details}}","tag":"{{tag}}"}""";
        var bytes = System.Text.Encoding.UTF8.GetBytes(data);
        app.Queues.Repeat("sms-delivery-reports", new(id, SmsDeliveryReport.EventType, "/test", DateTimeOffset.UnixEpoch, 1, bytes));
        await app.Queues.PumpAsync("sms-delivery-reports", IdentityModule.Reports, app.Services, expected: 1);
    }
}
