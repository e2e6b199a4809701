using System.Net.Sockets;
using System.Text;

namespace Serverless.UnitTests.Hosting;

/// <summary>Decision 2 over a real socket: the request line goes out as it stands here.</summary>
public sealed class HandlerBoundaryTests(HandlerFixture handler) : IClassFixture<HandlerFixture>
{
    private const string Envelope = """{"Data":{"message":"\"hola\""},"Metadata":{}}""";

    [Fact]
    public async Task Trigger_call_of_the_host_runs_the_function() =>
        Assert.Contains("""{"Outputs":{},"Logs":["hola"],"ReturnValue":null}""", await SendAsync(Trigger()), StringComparison.Ordinal);

    [Theory]
    [InlineData("POST /shop-queue", "GET /shop-queue")]
    [InlineData("application/json", "text/plain")]
    [InlineData("Host: 127.0.0.1", "Host: localhost")]
    [InlineData("Azure-Functions-Host/4.1037.0.0", "curl/8")]
    [InlineData("X: y", "X-Forwarded-For: 10.0.0.1")]
    [InlineData("X: y", "X-Forwarded-Host: a")]
    [InlineData("X: y", "DISGUISED-HOST: api.example.pe")]
    [InlineData("X: y", "X-Original-URL: /api/v1/x")]
    [InlineData("POST /shop-queue", "POST /x/../shop-queue")]
    [InlineData("POST /shop-queue", "POST /%73hop-queue%2f")]
    public async Task Trigger_call_that_differs_from_the_hosts_in_one_thing_is_not_found(string own, string forged) =>
        Assert.StartsWith(
            "HTTP/1.1 404",
            await SendAsync(Trigger().Replace(own, forged, StringComparison.Ordinal)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("/api/v1/x/..%5c..%5c..%5cshop-queue")]
    [InlineData("/api/v1/x/..\\..\\..\\shop-queue")]
    [InlineData("/api/v1/x/../../../shop-queue")]
    [InlineData("/api/v1/x/%2e%2e/%2E%2E/%2e%2e/shop-queue")]
    [InlineData("/api/v1/x%2f..%2fy")]
    [InlineData("/api/v1/x%2Fy")]
    [InlineData("/api/v1/x%5Cy")]
    [InlineData("/api/v1/x%255cy")]
    [InlineData("/api/v1/x%252f%252e%252e/y")]
    [InlineData("/api/v1/./x")]
    [InlineData("/API/v1/..%5cshop-queue")]
    [InlineData("/x/../api/v1/shop/open")]
    [InlineData("/api/v1/x%00y")]
    public async Task Path_that_two_programs_could_read_differently_is_refused(string target)
    {
        var answer = await SendAsync(Trigger().Replace("/shop-queue", target, StringComparison.Ordinal));

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1", "204")]
    [InlineData("GET /api/v1/shop/open HTTP/1.1", "204")]
    [InlineData("GET /api/v1/shop/open?next=..%5c%2f HTTP/1.1", "204")]
    [InlineData("GET /admin/host/status HTTP/1.1", "404")]
    [InlineData("GET /runtime/webhooks/durabletask HTTP/1.1", "404")]
    [InlineData("GET /apix HTTP/1.1", "404")]
    public async Task Public_request_reaches_the_api_and_nothing_else(string requestLine, string status) =>
        Assert.StartsWith(
            $"HTTP/1.1 {status}",
            await SendAsync($"{requestLine}\r\nHost: a\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Handler_that_throws_is_a_failed_try_and_quotes_nothing()
    {
        var answer = await SendAsync(Trigger(Envelope.Replace("hola", "bad", StringComparison.Ordinal)));

        Assert.StartsWith("HTTP/1.1 500", answer, StringComparison.Ordinal);
        Assert.Contains("""{"error":"IOException"}""", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("not json")]
    public async Task Body_that_is_no_envelope_is_a_failed_try(string body) =>
        Assert.StartsWith("HTTP/1.1 500", await SendAsync(Trigger(body)), StringComparison.Ordinal);

    private string Trigger(string body = Envelope) =>
        $"POST /shop-queue HTTP/1.1\r\nHost: 127.0.0.1:{handler.Port}\r\nUser-Agent: Azure-Functions-Host/4.1037.0.0\r\n"
        + $"Content-Type: application/json; charset=utf-8\r\nX: y\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", handler.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
