using Azure.Data.Tables;
using Serverless.Local.Cli;
using Serverless.Local.Demo;
using Serverless.Local.Simulators.Acs;
using Serverless.TestKit.Order;

namespace Serverless.EndToEndTests;

/// <summary>
/// Decision 19 through the host: the telephone vendor is down for an hour, at 120 times the speed (the first wait is a quarter of a
/// second instead of thirty; the code and the path are the same). Nothing is lost, nothing is sent twice, nothing is poison.
/// </summary>
[TakesSeconds(55)]
public sealed class VendorDownTests : IAsyncLifetime
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    private readonly LocalApp _app = new(
        new Dictionary<string, string>
        {
            ["Messaging__FirstRetry"] = "00:00:00.250",
            ["Otp__Life"] = "00:10:00",
            ["Sms__MaxRetries"] = "0",
        }
    );

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Vendor_down_for_an_hour_loses_nothing_sends_nothing_twice_and_poisons_nothing()
    {
        var demo = new DemoSession(_app.Http, new Narrator(TextWriter.Null, TimeProvider.System), TimeProvider.System, default);
        var register = RegisterFile.Of(60);
        await RegisterAsync(demo, register);
        MemberPhone[] phones =
        [
            .. new[] { 10, 20, 40 }.Select(line => new MemberPhone(RegisterFile.TeacherAt(line), demo, TimeProvider.System)),
        ];
        var replaced = RegisterFile.TeacherAt(30);
        _app.Cloud.Vendors.Texts.Script.Add(new AcsFault(AcsFaultKind.Unavailable, 10_000));

        var sessions = await Task.WhenAll(phones.Select(phone => phone.AskForCodeAsync("activations")));
        await ReplacePhoneAsync(demo, replaced);
        await Task.Delay(Outage);
        Assert.All(phones, phone => Assert.Empty(Texts(phone.Owner.Phone!)));
        _app.Cloud.Vendors.Texts.Script.Clear();

        await Wait.Until(
            () => phones.All(phone => Texts(phone.Owner.Phone!).Count > 0) && Texts(replaced.Phone!).Count > 0,
            "texts came",
            120
        );
        for (var at = 0; at < phones.Length; at++)
        {
            phones[at].Enter(await phones[at].TypeCodeAsync(sessions[at], MemberPhone.CodeIn(Texts(phones[at].Owner.Phone!)[0].Message)));
            Assert.Single(Texts(phones[at].Owner.Phone!));
            phones[at].Dispose();
        }

        Assert.Contains("termina en 777", Assert.Single(Texts(replaced.Phone!)).Message, StringComparison.Ordinal);
        Assert.Empty(await RejectionsAsync());
    }

    private IReadOnlyList<AcsText> Texts(string phone) => _app.Cloud.Vendors.Texts.Inbox.Of($"+51{phone}");

    private static async Task RegisterAsync(DemoSession demo, RegisterFile register)
    {
        await demo.SignInAsync("ana.registro");
        var import = await RegisterJourney.SendAsync(demo, register);
        await RegisterJourney.FinishedAsync(demo, import);
    }

    /// <summary>Two officers bind another number: a notice to the old one waits for a vendor that is down.</summary>
    private static async Task ReplacePhoneAsync(DemoSession demo, RegisterTeacher teacher)
    {
        const string Members = "/api/v1/membership/backoffice/members";
        await demo.SignInAsync("ana.registro");
        var member = (await demo.GetAsync($"{Members}?dni={teacher.Dni}")).GetProperty("memberId").GetString();
        var asked = await PostAsync(demo, $"{Members}/{member}/phone-bindings", new { phone = "955555777", reason = "lost-phone" });
        var binding = asked.GetProperty("binding").GetProperty("bindingId").GetString();
        await demo.SignInAsync("bruno.oficina");
        await PostAsync(demo, $"{Members}/{member}/phone-bindings/{binding}/agree", new { });
    }

    private static async Task<System.Text.Json.JsonElement> PostAsync(DemoSession demo, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = System.Net.Http.Json.JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await demo.JsonAsync(request, 200);
    }

    /// <summary>What was taken off a queue without being applied, and what lies in a poison queue.</summary>
    private async Task<IReadOnlyList<string>> RejectionsAsync()
    {
        var found = new List<string>();
        await foreach (var row in new TableClient(_app.Cloud.Storage, "rejections").QueryAsync<TableEntity>())
        {
            found.Add($"{row.PartitionKey} {row.GetString("code")}");
        }

        foreach (var queue in _app.Cloud.Host.Queues.Select(queue => $"{queue.QueueName}-poison"))
        {
            var client = _app.Cloud.Host.QueueService.GetQueueClient(queue);
            if (await client.ExistsAsync() && (await client.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0)
            {
                found.Add(queue);
            }
        }

        return found;
    }
}
