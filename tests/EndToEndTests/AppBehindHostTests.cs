using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Serverless.Local.Staging;

namespace Serverless.EndToEndTests;

public sealed class AppBehindHostTests(LocalApp app) : IClassFixture<LocalApp>
{
    [Fact]
    public async Task Health_answers_through_the_host()
    {
        using var response = await app.Http.GetAsync("/api/v1/platform/health/live");

        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{app.Said}");
    }

    [Fact]
    public async Task Route_that_no_function_claims_is_not_found()
    {
        using var response = await app.Http.GetAsync("/api/v1/nobody/anything");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public void Running_script_root_obeys_every_rule() => Assert.Empty(ScriptRootCheck.Violations(app.Cloud.Host.Root.Folder));

    [Theory]
    [InlineData("/Act")]
    [InlineData("/api/v1/platform/..%5c..%5c..%5cAct")]
    [InlineData("/api/v1/platform/..%2f..%2f..%2fAct")]
    [InlineData("/api/v1/platform/%2e%2e/%2e%2e/%2e%2e/Act")]
    [InlineData("/api/../Act")]
    public async Task Trigger_path_forged_from_outside_is_refused(string target)
    {
        foreach (var function in app.Cloud.Host.Root.Functions.Select(function => function.Name).Append("Act"))
        {
            var status = await RawPostAsync(app.Cloud.Address, target.Replace("Act", function, StringComparison.Ordinal));

            Assert.True(status is 400 or 404, $"{target} for {function} gave {status}");
        }
    }

    [Fact]
    public async Task Caller_on_the_handlers_own_port_is_refused_when_it_is_not_the_host()
    {
        var handler = await app.Cloud.Host.Handler.AddressAsync(CancellationToken.None);

        Assert.Equal(404, await RawPostAsync(handler, "/platform-due", "curl/7.88.1"));
    }

    /// <summary>Generated endpoints read bodies by way of Platform's JsonBody; the framework would take the first of these.</summary>
    [Theory]
    [InlineData("application/json; charset=utf-16", """{"product":1}""", 415, "platform.media-type-not-taken")]
    [InlineData("application/json", """{"product":"x"}}""", 400, "platform.bad-request")]
    [InlineData("application/json", """{"product":""", 400, "platform.bad-request")]
    public async Task Body_that_no_endpoint_can_read_is_a_problem_with_its_code(string type, string body, int status, string code)
    {
        using var content = new StringContent(body, type.EndsWith("16", StringComparison.Ordinal) ? Encoding.Unicode : Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var response = await app.Http.PostAsync("/api/v1/credits/simulations", content);

        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((status, code), ((int)response.StatusCode, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Killed_app_is_restarted()
    {
        var handler = app.Cloud.Host.Handler;
        var (first, starts) = (handler.ProcessId, handler.Starts);
        Process.GetProcessById(first!.Value).Kill();
        await Wait.Until(() => handler.Starts > starts, "the app was not restarted");

        using var response = await app.Http.GetAsync("/api/v1/platform/health/live");

        Assert.True(response.IsSuccessStatusCode);
        Assert.NotEqual(first, handler.ProcessId);
    }

    /// <summary>A request line as an attacker writes it; HttpClient would tidy the path.</summary>
    private static async Task<int> RawPostAsync(Uri address, string target, string userAgent = "Azure-Functions-Host/4.1037.0.0")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        const string Body = """{"Data":{"message":"e30="},"Metadata":{}}""";
        var request =
            $"POST {target} HTTP/1.1\r\nHost: {address.Authority}\r\nUser-Agent: {userAgent}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10));
        return int.Parse(status!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
