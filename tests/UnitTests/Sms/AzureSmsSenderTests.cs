using System.Text;
using Microsoft.Extensions.Time.Testing;
using Serverless.Local.Simulators.Acs;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Sms;
using Serverless.UnitTests.Messaging;

namespace Serverless.UnitTests.Sms;

public sealed class AzureSmsSenderTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 22, 16, 57, 10, TimeSpan.Zero);

    [Fact]
    public async Task Text_arrives_on_the_phone()
    {
        await using var acs = await AcsHost.StartAsync();

        var answer = Assert.Single(await acs.Sender().SendAsync([Text("+51999888777")], default));

        var text = Assert.Single(acs.Simulator.Inbox.Of("+51999888777"));
        Assert.Equal(text.MessageId, Assert.IsType<VendorAnswer.Accepted>(answer).VendorId);
        Assert.Equal(("MUTUAL", "Su codigo es 123456", "m-1"), (text.From, text.Message, text.Tag));
    }

    [Fact]
    public async Task Body_equals_the_vendors_own_sdk()
    {
        await using var server = await ScriptedServer.StartAsync(503);
        var recorded = AcsSignatureTests.Request("sms-send-single-hmac.json", 0);
        var message = new SmsMessage(
            "+51999888777",
            "Su codigo es 123456",
            Guid.Parse("7b1dbe14-a952-4acb-bb1d-b487e3e1a489"),
            First,
            "otp:abc"
        );
        var options = new SmsOptions
        {
            Endpoint = server.Address,
            AccessKey = AcsHost.Key,
            From = "+18445550100",
            ApiVersion = SmsApiVersions.Sdk,
            MaxRetries = 0,
        };

        await Sender(options).SendAsync([message], default);

        var request = Assert.Single(server.Requests);
        Assert.Equal((string)recorded["target"]!, request.Target);
        Assert.Equal(
            (string)recorded["bodyUtf8"]!,
            Encoding.UTF8.GetString(request.Body).Replace("\\u002B", "+", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Every_try_is_signed_anew_and_keeps_its_repeatability_id()
    {
        await using var server = await ScriptedServer.StartAsync(new(503), new(429, RetryAfter: "0"), new ScriptedServer.Answer(503));
        var time = new FakeTimeProvider(First) { AutoAdvanceAmount = TimeSpan.FromSeconds(7) };
        var options = new SmsOptions
        {
            Endpoint = server.Address,
            AccessKey = AcsHost.Key,
            From = "MUTUAL",
        };

        await Sender(options, time).SendAsync([Text("+51999888777")], default);

        Assert.Equal(3, server.Requests.Select(request => request.Headers["x-ms-date"].ToString()).Distinct().Count());
        Assert.Equal(3, server.Requests.Select(request => request.Headers.Authorization.ToString()).Distinct().Count());
        Assert.All(server.Requests, request => Assert.Equal(server.Requests[0].Body, request.Body));
    }

    [Theory]
    [InlineData(AcsFaultKind.Throttle)]
    [InlineData(AcsFaultKind.Unavailable)]
    [InlineData(AcsFaultKind.Silence)]
    public async Task Fault_that_passes_sends_once(AcsFaultKind kind)
    {
        await using var acs = await AcsHost.StartAsync();
        acs.Simulator.Script.Add(new AcsFault(kind, Times: 1, RetryAfterSeconds: 0));
        var sender = acs.Sender(acs.Hasty(kind, TimeSpan.FromSeconds(3)));

        var answer = Assert.Single(await sender.SendAsync([Text("+51999888777")], default));

        Assert.IsType<VendorAnswer.Accepted>(answer);
        Assert.Single(acs.Simulator.Inbox.Of("+51999888777"));
    }

    [Theory]
    [InlineData(AcsFaultKind.Unavailable, "sms.503")]
    [InlineData(AcsFaultKind.Silence, "sms.silent")]
    public async Task Fault_that_stays_is_an_answer_for_later(AcsFaultKind kind, string code)
    {
        await using var acs = await AcsHost.StartAsync();
        acs.Simulator.Script.Add(new AcsFault(kind, Times: 3));
        var sender = acs.Sender(acs.Hasty(kind, TimeSpan.FromMilliseconds(200)));

        var answer = Assert.Single(await sender.SendAsync([Text("+51999888777")], default));

        Assert.Equal(code, Assert.IsType<VendorAnswer.Later>(answer).Code);
    }

    [Fact]
    public async Task Throttling_that_stays_says_when_to_come_again()
    {
        await using var server = await ScriptedServer.StartAsync(new ScriptedServer.Answer(429, RetryAfter: "90"));
        var options = new SmsOptions
        {
            Endpoint = server.Address,
            AccessKey = AcsHost.Key,
            From = "MUTUAL",
            MaxRetries = 0,
        };

        var answer = Assert.Single(await Sender(options).SendAsync([Text("+51999888777")], default));

        Assert.Equal(new VendorAnswer.Later("sms.429", TimeSpan.FromSeconds(90)), answer);
    }

    [Fact]
    public async Task Each_recipient_has_its_own_answer()
    {
        await using var acs = await AcsHost.StartAsync();
        acs.Simulator.Script.Add(new AcsFault(AcsFaultKind.Partial));

        var answers = await acs.Sender().SendAsync([Text("+51999888777"), Text("+51999888778"), Text("nonsense")], default);

        Assert.IsType<VendorAnswer.Accepted>(answers[0]);
        Assert.Equal(new VendorAnswer.Later("sms.500"), answers[1]);
        Assert.Equal(new VendorAnswer.Refused("sms.400"), answers[2]);
    }

    [Fact]
    public async Task Same_operation_sent_again_by_another_process_arrives_once()
    {
        await using var acs = await AcsHost.StartAsync();
        var message = Text("+51999888777");

        var first = Assert.Single(await acs.Sender().SendAsync([message], default));
        var second = Assert.Single(await acs.Sender().SendAsync([message], default));

        Assert.Equal(first, second);
        Assert.Single(acs.Simulator.Inbox.Of("+51999888777"));
    }

    [Fact]
    public async Task Operation_id_used_for_another_text_is_refused()
    {
        await using var acs = await AcsHost.StartAsync();
        var message = Text("+51999888777");
        await acs.Sender().SendAsync([message], default);

        var answer = Assert.Single(await acs.Sender().SendAsync([message with { Text = "other" }], default));

        Assert.Equal(new VendorAnswer.Refused("sms.409"), answer);
    }

    [Fact]
    public async Task Wrong_key_waits_for_an_operator()
    {
        await using var acs = await AcsHost.StartAsync();
        var options = acs.Options;
        options.AccessKey = "b3RoZXI=";

        Assert.Equal(
            new VendorAnswer.Later("sms.401"),
            Assert.Single(await acs.Sender(options).SendAsync([Text("+51999888777")], default))
        );
    }

    [Fact]
    public async Task Clock_far_off_is_refused()
    {
        await using var acs = await AcsHost.StartAsync();

        var answers = await acs.Sender(time: new FakeTimeProvider(DateTimeOffset.UnixEpoch)).SendAsync([Text("+51999888777")], default);

        Assert.Equal(new VendorAnswer.Later("sms.401"), Assert.Single(answers));
    }

    [Fact]
    public async Task Text_of_three_segments_is_not_sent()
    {
        await using var acs = await AcsHost.StartAsync();

        var answer = Assert.Single(await acs.Sender().SendAsync([Text("+51999888777") with { Text = new string('a', 307) }], default));

        Assert.Equal(new VendorAnswer.Refused("sms.too-long"), answer);
        Assert.Empty(acs.Simulator.Inbox.Of("+51999888777"));
    }

    [Fact]
    public async Task Opted_out_number_gets_nothing_until_it_is_removed()
    {
        await using var acs = await AcsHost.StartAsync();
        var optOuts = acs.OptOuts();
        await optOuts.AddAsync("+51999888777", default);

        var blocked = Assert.Single(await acs.Sender().SendAsync([Text("+51999888777")], default));
        var listed = await optOuts.CheckAsync("+51999888777", default);
        await optOuts.RemoveAsync("+51999888777", default);

        Assert.IsType<VendorAnswer.Refused>(blocked);
        Assert.True(listed.Value);
        Assert.False((await optOuts.CheckAsync("+51999888777", default)).Value);
    }

    private static int _ids;

    private static SmsMessage Text(string to) =>
        new(to, "Su codigo es 123456", new Guid(Interlocked.Increment(ref _ids), 0, 0, new byte[8]), First, "m-1");

    private static AzureSmsSender Sender(SmsOptions options, TimeProvider? time = null)
    {
        var pipeline = new AcsPipeline(options);
        pipeline.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new AzureSmsSender(pipeline.Build(options, null, time ?? TimeProvider.System), options);
    }
}
