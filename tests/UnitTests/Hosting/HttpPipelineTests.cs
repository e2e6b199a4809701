using System.Net;
using System.Text;
using System.Text.Json;

namespace Serverless.UnitTests.Hosting;

public sealed class HttpPipelineTests(HandlerFixture handler) : IClassFixture<HandlerFixture>
{
    private const string Key = "6f1c2b0e-key";

    [Theory]
    [InlineData("GET", "/api/v1/shop/absent", 404, "platform.not-found")]
    [InlineData("DELETE", "/api/v1/shop/open", 405, "platform.method-not-allowed")]
    [InlineData("GET", "/api/v1/shop/bug", 500, "platform.unexpected")]
    [InlineData("GET", "/api/v1/shop/refused", 429, "platform.too-many-requests")]
    [InlineData("GET", "/api/v1/shop/unnamed", 401, "platform.not-signed-in")]
    [InlineData("GET", "/api/v1/shop/staff", 401, "platform.not-signed-in")]
    [InlineData("GET", "/api/v1/hotels/rooms", 404, "platform.not-found")]
    [InlineData("POST", "/api/v1/shop/empty", 400, "platform.idempotency-key-missing")]
    [InlineData("PUT", "/api/v1/shop/orders/7", 428, "platform.if-match-missing")]
    public async Task D12_failure_is_a_problem_with_its_code(string method, string path, int status, string code)
    {
        using var response = await handler.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await AssertProblemAsync(response, status, code);
    }

    [Theory]
    [InlineData("{", "application/json", 400, "platform.bad-request")]
    [InlineData("""{"value":"x"}""", "application/json", 400, "platform.bad-request")]
    [InlineData("a=b", "application/x-www-form-urlencoded", 415, "platform.media-type-not-taken")]
    public async Task Body_that_does_not_bind_is_a_problem(string body, string type, int status, string code)
    {
        using var response = await PostAsync("/api/v1/shop/orders", body, Key, type);

        await AssertProblemAsync(response, status, code);
    }

    [Fact]
    public async Task Body_over_the_limit_of_its_route_is_a_problem()
    {
        using var response = await PostAsync("/api/v1/shop/orders", new string(' ', 70_000) + """{"value":1}""", Key);

        await AssertProblemAsync(response, 413, "platform.body-too-large");
    }

    [Fact]
    public async Task Bug_is_answered_without_its_words_and_with_a_trace()
    {
        using var response = await handler.Client.GetAsync("/api/v1/shop/bug");
        var body = await response.Content.ReadAsStringAsync();

        Assert.DoesNotContain("12345678", body, StringComparison.Ordinal);
        Assert.NotEmpty(JsonDocument.Parse(body).RootElement.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task Refusal_says_when_to_come_back_and_where_its_code_is_explained()
    {
        using var response = await handler.Client.GetAsync("/api/v1/shop/refused");
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        Assert.Contains("7 segundos", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("https://api.example.pe/api/v1/platform/docs#platform.too-many-requests", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task D32_old_app_gets_426_with_the_store_link_and_others_go_on()
    {
        using var old = await GetAsync("/api/v1/shop/open", "2.2.9");
        using var current = await GetAsync("/api/v1/shop/open", "2.3.0");
        using var staff = await GetAsync("/api/v1/shop/backoffice/open", "2.2.9");
        using var config = await GetAsync("/api/v1/platform/config", "1.0.0");

        await AssertProblemAsync(old, 426, "platform.app-too-old");
        Assert.Contains("https://store.example.pe/app", await old.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, current.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, staff.StatusCode);
        Assert.Contains("\"hotels\":false", await config.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task D53_flag_hides_the_routes_of_its_service_and_of_no_other()
    {
        using var off = await GetAsync("/api/v1/hotels/rooms", "2.3.0");
        using var other = await GetAsync("/api/v1/shop/open", "2.3.0");
        using var config = await GetAsync("/api/v1/platform/config", "2.3.0");

        await AssertProblemAsync(off, 404, "platform.not-found");
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
        Assert.Contains("\"hotels\":false", await config.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Same_key_and_body_make_the_same_command_and_another_body_does_not()
    {
        var first = await (await PostAsync("/api/v1/shop/orders", """{"value":1}""", Key)).Content.ReadAsStringAsync();
        var again = await (await PostAsync("/api/v1/shop/orders", """{"value":1}""", Key)).Content.ReadAsStringAsync();
        var other = await (await PostAsync("/api/v1/shop/orders", """{"value":2}""", Key)).Content.ReadAsStringAsync();

        Assert.Equal(first, again);
        Assert.Equal(first.Split(' ')[0], other.Split(' ')[0]);
        Assert.NotEqual(first.Split(' ')[1], other.Split(' ')[1]);
        Assert.EndsWith(" 2", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_that_no_parameter_takes_is_part_of_the_command_and_no_failure()
    {
        using var response = await PostAsync("/api/v1/shop/empty", "{}", Key);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Command_without_a_body_has_the_hash_of_nothing()
    {
        using var response = await PostAsync("/api/v1/shop/empty", null, Key);

        Assert.Contains("e3b0c44298fc1c149afbf4c8996fb924", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("true", response.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with space in it")]
    public async Task Key_that_is_no_key_is_refused(string key)
    {
        using var response = await PostAsync("/api/v1/shop/empty", null, key);

        await AssertProblemAsync(response, 400, "platform.idempotency-key-invalid");
    }

    [Theory]
    [InlineData("\"17\"", 200)]
    [InlineData("W/\"17\"", 400)]
    [InlineData("*", 400)]
    public async Task Update_takes_one_strong_version(string tag, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/shop/orders/7");
        request.Headers.TryAddWithoutValidation("If-Match", tag);

        using var response = await handler.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Limit_lets_its_permits_through_and_then_refuses()
    {
        var statuses = new List<int>();
        for (var call = 0; call < 3; call++)
        {
            using var response = await handler.Client.GetAsync("/api/v1/shop/limited");
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([204, 204, 429], statuses);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var response = await handler.Client.GetAsync("/api/v1/shop/absent");

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Answer_to_who_takes_it_compressed_is_compressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/platform/openapi.json");
        request.Headers.AcceptEncoding.ParseAdd("br");

        using var response = await handler.Client.SendAsync(request);

        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task Health_tells_of_each_dependency()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await handler.Client.GetAsync("/api/v1/platform/health/live")).StatusCode);
        Assert.Contains(
            "\"name\":\"fine\"",
            await handler.Client.GetStringAsync("/api/v1/platform/health/ready"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Reference_loads_nothing_from_outside_and_describes_the_routes()
    {
        var page = await handler.Client.GetStringAsync("/api/v1/platform/docs");
        var document = JsonDocument.Parse(await handler.Client.GetStringAsync("/api/v1/platform/openapi.json")).RootElement;

        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("https://api.example.pe", document.GetProperty("servers")[0].GetProperty("url").GetString());
        var order = document.GetProperty("paths").GetProperty("/api/v1/shop/orders").GetProperty("post").GetRawText();
        Assert.Contains("Idempotency-Key", order, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", order, StringComparison.Ordinal);
        Assert.False(document.GetProperty("paths").TryGetProperty("/shop-queue", out _));
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string appVersion)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-App-Version", appVersion);
        return await handler.Client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? body, string key, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", key);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        return await handler.Client.SendAsync(request);
    }
}
