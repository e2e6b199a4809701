using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Email;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Sms;
using Serverless.UnitTests.Messaging;
using Serverless.UnitTests.Sms;

namespace Serverless.UnitTests.Email;

public sealed class AzureEmailSenderTests
{
    private const string RecordedKey = "bWFkZS11cC1rZXktZm9yLXJlZmVyZW5jZS12ZWN0b3JzLTAxMjM0NTY3ODlBQkNERUY=";

    private static readonly DateTimeOffset First = new(2026, 11, 22, 17, 19, 11, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Request_signed_again_equals_the_vendors_own(int index)
    {
        var request = Recorded(index);
        var headers = request["headersInOrder"]!
            .AsArray()
            .ToDictionary(h => (string)h![0]!, h => (string)h![1]!, StringComparer.OrdinalIgnoreCase);
        var hash = AcsSignature.ContentHash(Convert.FromBase64String((string)request["bodyBase64"]!));

        var signature = AcsSignature.Sign(
            Convert.FromBase64String(RecordedKey),
            (string)request["method"]!,
            (string)request["target"]!,
            headers["x-ms-date"],
            headers["Host"],
            hash
        );

        Assert.Equal(headers["Authorization"], AcsSignature.Prefix + signature);
    }

    [Fact]
    public async Task Body_has_the_shape_of_the_vendors_own_sdk_and_goes_to_its_address()
    {
        await using var server = await ScriptedServer.StartAsync(503);
        var recorded = Recorded(0);
        var theirs = JsonNode.Parse((string)recorded["bodyUtf8"]!)!;

        await Sender(server.Address).SendAsync(Letter("a@example.org", Guid.NewGuid()), default);

        var request = Assert.Single(server.Requests);
        var ours = JsonNode.Parse(Encoding.UTF8.GetString(request.Body))!;
        Assert.Equal((string)recorded["target"]!, request.Target);
        Assert.Equal((string)theirs["recipients"]!["to"]![0]!["address"]!, (string)ours["recipients"]!["to"]![0]!["address"]!);
        Assert.Equal((string)theirs["content"]!["subject"]!, (string)ours["content"]!["subject"]!);
        Assert.Equal((string)theirs["content"]!["plainText"]!, (string)ours["content"]!["plainText"]!);
        Assert.Equal((string)theirs["senderAddress"]!, (string)ours["senderAddress"]!);
    }

    [Fact]
    public async Task Every_try_is_signed_anew_and_keeps_its_operation_id()
    {
        await using var server = await ScriptedServer.StartAsync(new(503), new(429, RetryAfter: "0"), new ScriptedServer.Answer(503));
        var time = new FakeTimeProvider(First) { AutoAdvanceAmount = TimeSpan.FromSeconds(7) };
        var operation = Guid.NewGuid();

        var answer = await Sender(server.Address, time, retries: 2).SendAsync(Letter("a@example.org", operation), default);

        Assert.Equal("email.503", Assert.IsType<VendorAnswer.Later>(answer).Code);
        Assert.Equal(3, server.Requests.Select(request => request.Headers.Authorization.ToString()).Distinct().Count());
        Assert.All(server.Requests, request => Assert.Equal(operation.ToString("D"), request.Headers["Operation-Id"].ToString()));
    }

    [Theory]
    [InlineData(400, typeof(VendorAnswer.Refused))]
    [InlineData(401, typeof(VendorAnswer.Later))]
    [InlineData(429, typeof(VendorAnswer.Later))]
    [InlineData(202, typeof(VendorAnswer.Accepted))]
    public async Task Vendors_failure_is_an_answer(int status, Type expected)
    {
        await using var server = await ScriptedServer.StartAsync(status);

        Assert.IsType(expected, await Sender(server.Address).SendAsync(Letter("a@example.org", Guid.NewGuid()), default));
    }

    [Fact]
    public async Task Same_operation_twice_is_one_letter()
    {
        await using var acs = await AcsHost.StartAsync();
        var sender = Sender(acs.Address, key: AcsHost.Key);
        var operation = Guid.NewGuid();

        await sender.SendAsync(Letter("Rosa@Example.org", operation), default);
        var again = await sender.SendAsync(Letter("Rosa@Example.org", operation), default);

        Assert.IsType<VendorAnswer.Accepted>(again);
        Assert.Equal("Constancia", Assert.Single(acs.Simulator.Mail.Of("rosa@example.org")).Subject);
    }

    [Fact]
    public async Task Simulator_refuses_a_letter_signed_with_another_key()
    {
        await using var acs = await AcsHost.StartAsync();

        var answer = await Sender(acs.Address, key: RecordedKey).SendAsync(Letter("a@example.org", Guid.NewGuid()), default);

        Assert.Equal("email.401", Assert.IsType<VendorAnswer.Later>(answer).Code);
        Assert.Empty(acs.Simulator.Mail.Of("a@example.org"));
    }

    private static EmailMessage Letter(string to, Guid operation) => new(EmailAddress.Parse(to).Value, "Constancia", "Adjunto", operation);

    private static AzureEmailSender Sender(Uri address, TimeProvider? time = null, int retries = 0, string key = RecordedKey)
    {
        var options = new EmailOptions
        {
            Endpoint = address,
            AccessKey = key,
            From = "no-reply@example.org",
            MaxRetries = retries,
        };
        var pipeline = new AcsPipeline(options);
        pipeline.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new AzureEmailSender(pipeline.Build(options, null, time ?? TimeProvider.System), options);
    }

    private static JsonNode Recorded(int index) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "email", "email-send.json")))!["requests"]![
            index
        ]!;
}
