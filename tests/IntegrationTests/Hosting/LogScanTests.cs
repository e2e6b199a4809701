using System.Text.Json;

namespace Serverless.IntegrationTests.Hosting;

/// <summary>Decision 3: the envelope of the orchestrations queue holds a key of the host, and everything that is logged may be read.</summary>
public sealed class LogScanTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"specversion":"1.0","id":"m","type":"orchestrations.wake","source":"/x","time":"2026-11-22T17:26:21Z","data":{}}""")]
    public async Task Hosts_system_key_is_in_no_log_line_of_any_level(string message)
    {
        using var app = AppProcess.Start(("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"));
        await app.AnswersAsync();
        var client = JsonSerializer.Serialize(
            new
            {
                taskHubName = "serverless",
                requiredQueryStringParameters = "code=c3lzdGVta2V5",
                rpcBaseUrl = "http://127.0.0.1:9/",
            }
        );

        await app.CallAsync(
            "/orchestrations",
            JsonSerializer.Serialize(new { Data = new { message, client }, Metadata = new { sys = """{"MethodName":"orchestrations"}""" } })
        );
        await app.UntilAsync(() => Task.FromResult(app.Said.Contains("Request finished", StringComparison.Ordinal)), "it logs nothing");

        Assert.Contains("/orchestrations", app.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("code=", app.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("c3lzdGVta2V5", app.Said, StringComparison.Ordinal);
    }
}
