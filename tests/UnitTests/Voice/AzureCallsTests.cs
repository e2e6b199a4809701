using System.Text;
using System.Text.Json.Nodes;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Sms;
using Serverless.Platform.Voice;
using Serverless.UnitTests.Messaging;
using Serverless.UnitTests.Sms;

namespace Serverless.UnitTests.Voice;

/// <summary>Call Automation on the wire: as the vendor's own SDK writes it, and through the simulator that checks it.</summary>
public sealed class AzureCallsTests
{
    private const string Phone = "+51999888777";
    private static readonly Uri Callback = new("https://example.org/api/voice/acs/events?call=2");
    private static readonly DateTimeOffset First = new(2026, 11, 22, 17, 19, 11, TimeSpan.Zero);

    [Fact]
    public async Task Wish_to_call_and_the_end_of_a_call_equal_the_vendors_own_sdk()
    {
        await using var server = await ScriptedServer.StartAsync(503, 503);
        var resource = new SmsOptions
        {
            Endpoint = server.Address,
            AccessKey = AcsHost.Key,
            MaxRetries = 0,
        };
        var created = Recorded("createCall (outbound survey)");
        var ended = Recorded("hangUp everyone");

        await Calls(resource).CallAsync(new CallWish(Phone, Callback, Id(created), First), default);
        await Calls(resource).HangUpAsync("cc1", Id(ended), First, default);

        Assert.Equal([(string)created["target"]!, (string)ended["target"]!], server.Requests.Select(request => request.Target));
        Assert.Equal(
            [(string)created["bodyUtf8"]!, (string)ended["bodyUtf8"]!],
            server.Requests.Select(request => Encoding.UTF8.GetString(request.Body).Replace("\\u002B", "+", StringComparison.Ordinal))
        );
        Assert.Equal(
            Header(created, "Repeatability-Request-ID") + Header(created, "Repeatability-First-Sent"),
            server.Requests[0].Headers["Repeatability-Request-ID"] + server.Requests[0].Headers["Repeatability-First-Sent"]
        );
    }

    [Fact]
    public async Task Text_to_say_has_the_shape_of_the_recorded_prompt()
    {
        await using var server = await ScriptedServer.StartAsync(503);
        var resource = new SmsOptions
        {
            Endpoint = server.Address,
            AccessKey = AcsHost.Key,
            MaxRetries = 0,
        };

        await Calls(resource).SayAsync("cc1", "Del uno al cinco", "bye", default);

        var request = Assert.Single(server.Requests);
        var prompt = JsonNode.Parse((string)Recorded("recognize dtmf 1 digit with text prompt")["bodyUtf8"]!)!["playPrompt"]!.AsObject();
        var said = JsonNode.Parse(request.Body)!;
        prompt["text"]!["sourceLocale"] = "es-PE";
        prompt["text"]!["voiceName"] = "es-PE-CamilaNeural";
        var play = JsonNode.Parse((string)Recorded("play file to all")["bodyUtf8"]!)!;
        play["playSources"]![0] = prompt.DeepClone();
        Assert.Equal("/calling/callConnections/cc1:play?api-version=2026-03-12", request.Target);
        Assert.True(JsonNode.DeepEquals(play, said), said.ToJsonString());
    }

    [Fact]
    public async Task Same_wish_rings_once_and_another_wish_under_its_id_is_refused()
    {
        await using var acs = await AcsHost.StartAsync();
        acs.Simulator.Calls.Automatic = false;
        var wish = new CallWish(Phone, Callback, Guid.NewGuid(), First);

        var first = await Calls(acs.Options).CallAsync(wish, default);
        var again = await Calls(acs.Options).CallAsync(wish, default);
        var other = await Calls(acs.Options).CallAsync(wish with { To = "+51999888778" }, default);

        var call = Assert.Single(acs.Simulator.Calls.Of(Phone));
        Assert.Equal(new VendorAnswer.Accepted(call.CallId), first);
        Assert.Equal(first, again);
        Assert.Equal(new VendorAnswer.Refused("voice.412"), other);
        Assert.Empty(acs.Simulator.Calls.Of("+51999888778"));
    }

    [Fact]
    public async Task Text_is_heard_and_a_call_that_has_ended_is_ended()
    {
        await using var acs = await AcsHost.StartAsync();
        acs.Simulator.Calls.Automatic = false;
        var calls = Calls(acs.Options);
        await calls.CallAsync(new CallWish(Phone, Callback, Guid.NewGuid(), First), default);
        var id = acs.Simulator.Calls.Of(Phone)[0].CallId;

        var said = await calls.SayAsync(id, "uno. dos.", "c1", default);
        var ended = await calls.HangUpAsync(id, Guid.NewGuid(), First, default);
        var again = await calls.HangUpAsync(id, Guid.NewGuid(), First, default);
        var late = await calls.SayAsync(id, "tres.", "c1", default);

        Assert.All([said, ended, again], answer => Assert.IsType<VendorAnswer.Accepted>(answer));
        Assert.Equal(new VendorAnswer.Refused("voice.404"), late);
        Assert.Equal(
            ("ended", "uno. dos."),
            (acs.Simulator.Calls.Of(Phone)[0].State, Assert.Single(acs.Simulator.Calls.Of(Phone)[0].Said))
        );
    }

    [Fact]
    public async Task Wrong_key_waits_and_no_number_to_call_from_is_refused()
    {
        await using var acs = await AcsHost.StartAsync();
        var stranger = acs.Options;
        stranger.AccessKey = "b3RoZXI=";
        var wish = new CallWish(Phone, Callback, Guid.NewGuid(), First);

        var denied = await Calls(stranger).CallAsync(wish, default);
        var off = await Calls(acs.Options, new VoiceOptions()).CallAsync(wish, default);

        Assert.Equal("voice.401", Assert.IsType<VendorAnswer.Later>(denied).Code);
        Assert.Equal(new VendorAnswer.Refused("voice.not-offered"), off);
    }

    private static AzureCalls Calls(SmsOptions resource, VoiceOptions? voice = null)
    {
        var pipeline = new AcsPipeline(resource);
        pipeline.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new(pipeline.Build(resource, null, TimeProvider.System), resource, voice ?? new VoiceOptions { CallerId = "+5117001234" });
    }

    private static JsonNode Recorded(string step)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "vectors", "voice", "acs-call-and-email.json");
        var steps = JsonNode.Parse(File.ReadAllText(file))!["steps"]!.AsArray();
        return steps.Single(one => (string)one!["name"]! == step)!["requests"]![0]!;
    }

    private static string Header(JsonNode request, string name) =>
        (string)request["headersInOrder"]!.AsArray().Single(header => (string)header![0]! == name)![1]!;

    private static Guid Id(JsonNode request) => Guid.Parse(Header(request, "Repeatability-Request-ID"));
}
