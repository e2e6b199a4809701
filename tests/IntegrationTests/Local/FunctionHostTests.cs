using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;

namespace Serverless.IntegrationTests.Local;

public sealed class FunctionHostTests(StubRoot stub) : IClassFixture<StubRoot>
{
    private const string Body = """{"id":"m-1","text":"José ñandú"}""";

    [Fact]
    public async Task Claimed_route_is_proxied_with_the_hosts_own_headers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/stub/a%20b?x=1&x=2");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "9.9.9.9");
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", "forged");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer t0k");

        var seen = await JsonAsync(await stub.Http.SendAsync(request));

        var headers = seen.GetProperty("headers");
        Assert.Equal("PUT /api/v1/stub/a%20b?x=1&x=2", $"{seen.GetProperty("method")} {seen.GetProperty("target")}");
        Assert.Equal("127.0.0.1", headers.GetProperty("x-forwarded-for").GetString());
        Assert.Equal(stub.Cloud.Address.Authority, headers.GetProperty("x-forwarded-host").GetString());
        Assert.Equal("4.1037.0.0", headers.GetProperty("x-azure-functions-hostversion").GetString());
        Assert.True(Guid.TryParse(headers.GetProperty("x-azure-functions-invocationid").GetString(), out _));
        Assert.Equal(
            headers.GetProperty("x-azure-functions-invocationid").GetString(),
            headers.GetProperty("x-ms-invocation-id").GetString()
        );
        Assert.Equal("Bearer t0k", headers.GetProperty("authorization").GetString());
        Assert.NotEqual(stub.Cloud.Address.Authority, headers.GetProperty("host").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/v1/nobody/x", 404)]
    [InlineData("GET", "/stub-ok", 404)]
    [InlineData("POST", "/stub-ok", 404)]
    [InlineData("POST", "/api/stub-ok", 404)]
    [InlineData("POST", "/api/v1/readonly/x", 404)]
    [InlineData("GET", "/api/v1/readonly/x.json", 200)]
    [InlineData("GET", "/api/v1/keyed/x", 401)]
    [InlineData("GET", "/api/v1/keyed/x?code=wrong", 401)]
    [InlineData("POST", "/admin/functions/stub-timer", 401)]
    public async Task Only_claimed_routes_reach_the_handler(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await stub.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Function_key_opens_a_keyed_function()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/keyed/x");
        request.Headers.Add("x-functions-key", stub.Cloud.Host.Keys.Function);

        using var response = await stub.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Queue_message_reaches_the_handler_as_base64_and_is_deleted()
    {
        await Queue("stub-ok").SendMessageAsync(Body);

        var call = await CallAsync("/stub-ok", 1);

        var envelope = JsonDocument.Parse(call.GetProperty("body").GetString()!).RootElement;
        Assert.Equal(Body, Encoding.UTF8.GetString(envelope.GetProperty("Data").GetProperty("message").GetBytesFromBase64()));
        Assert.StartsWith(
            "Azure-Functions-Host/",
            call.GetProperty("headers").GetProperty("user-agent").GetString(),
            StringComparison.Ordinal
        );
        await Until(async () => (await Queue("stub-ok").GetPropertiesAsync()).Value.ApproximateMessagesCount == 0);
    }

    [Fact]
    public async Task Message_that_fails_five_times_goes_to_poison_with_its_body()
    {
        await Queue("stub-fail").SendMessageAsync(Body);

        var poisoned = await CallAsync("/stub-fail-poison", 1);

        Assert.Equal(5, (await CallsAsync("/stub-fail")).Count);
        var envelope = JsonDocument.Parse(poisoned.GetProperty("body").GetString()!).RootElement;
        Assert.Equal(Body, Encoding.UTF8.GetString(envelope.GetProperty("Data").GetProperty("message").GetBytesFromBase64()));
        Assert.Equal("1", envelope.GetProperty("Metadata").GetProperty("DequeueCount").GetString());
    }

    [Fact]
    public async Task Timer_runs_now_with_the_master_key()
    {
        var before = (await CallsAsync("/stub-timer")).Count;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/functions/stub-timer");
        request.Headers.Add("x-functions-key", stub.Cloud.Host.Keys.Master);

        using var response = await stub.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await CallAsync("/stub-timer", before + 1);
    }

    [Fact]
    public async Task Start_page_names_queues_and_functions()
    {
        var page = await stub.Http.GetStringAsync("/_local/estado");

        Assert.Contains("<html lang=\"es\">", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">stub-fail</th>", page, StringComparison.Ordinal);
    }

    private QueueClient Queue(string name) => stub.Cloud.Host.QueueService.GetQueueClient(name);

    private async Task<JsonElement> CallAsync(string target, int number)
    {
        await Until(async () => (await CallsAsync(target)).Count >= number);
        return (await CallsAsync(target))[number - 1];
    }

    private async Task<List<JsonElement>> CallsAsync(string target)
    {
        var calls = await JsonAsync(await stub.Http.GetAsync("/api/v1/stub/calls"));
        return [.. calls.EnumerateArray().Where(call => call.GetProperty("target").GetString() == target)];
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        }
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        var started = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(20), "waited 20 s in vain");
            await Task.Delay(50);
        }
    }
}
