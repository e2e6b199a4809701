using System.Text;
using Serverless.Platform.Messaging.CloudEvents;
using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Sms;

public sealed class SmsDeliveryReportTests
{
    [Theory]
    [InlineData("tag")]
    [InlineData("Tag")]
    [InlineData("TAG")]
    public void Tag_is_read_in_any_case(string name)
    {
        var body = $$"""
            {"id":"r-1","source":"/subscriptions/x","type":"Microsoft.Communication.SMSDeliveryReportReceived","time":"2026-11-22T17:00:00.123Z","specversion":"1.0",
            "data":{"messageId":"Outgoing_1","from":"MUTUAL","to":"51999888777","deliveryStatus":"Delivered","deliveryStatusDetails":"2000","{{name}}":"m-1"} }
            """;

        var report = SmsDeliveryReport.Kind.Read(CloudEventReader.Read(Encoding.UTF8.GetBytes(body)).Value).Value;

        Assert.Equal(("m-1", "+51999888777", SmsFate.Delivered), (report.Tag, report.Phone, report.Fate));
    }

    [Theory]
    [InlineData("Delivered", "2000", SmsFate.Delivered)]
    [InlineData("Delivered", null, SmsFate.Delivered)]
    [InlineData("Delivered", "No error.", SmsFate.Delivered)]
    [InlineData("Failed", "4004: no such number", SmsFate.Undeliverable)]
    [InlineData("Failed", "Error 4007 recipient opted out", SmsFate.OptedOut)]
    [InlineData("Failed", "4006", SmsFate.TryLater)]
    [InlineData("Failed", "5001", SmsFate.TryLater)]
    [InlineData("Failed", "9999", SmsFate.Unknown)]
    [InlineData("Failed", null, SmsFate.Unknown)]
    public void Detail_codes_fall_into_classes(string status, string? details, SmsFate fate) =>
        Assert.Equal(fate, SmsFates.Of(status, details));
}
