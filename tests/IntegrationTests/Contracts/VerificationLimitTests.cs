using System.Net;
using Microsoft.Extensions.Time.Testing;
using Serverless.IntegrationTests.Identity;

namespace Serverless.IntegrationTests.Contracts;

/// <summary>Anybody may check a paper; nobody may try codes by the thousand.</summary>
public sealed class VerificationLimitTests
{
    private const int PerMinute = 30;

    [Fact]
    public async Task D09_address_that_asks_too_often_gets_429_with_retry_after_and_others_go_on()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 17, 0, 10, TimeSpan.Zero));
        await using var app = await IdentityApp.StartAsync(clock, settings: ["--Hosting:ClientAddressHeader=X-Client"]);
        using var http = new HttpClient();

        var first = new List<HttpStatusCode>();
        for (var i = 0; i < PerMinute; i++)
        {
            using var answer = await AskAsync(app, http, "198.51.100.7");
            first.Add(answer.StatusCode);
        }

        using var refused = await AskAsync(app, http, "198.51.100.7");
        using var other = await AskAsync(app, http, "198.51.100.8");
        clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await AskAsync(app, http, "198.51.100.7");

        Assert.All(first, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(50), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("platform.too-many-requests", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, later.StatusCode));
    }

    private static Task<HttpResponseMessage> AskAsync(IdentityApp app, HttpClient http, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Address, "/api/v1/contracts/verify/0000-0000-0000-0000"));
        request.Headers.Add("X-Client", address);
        return http.SendAsync(request);
    }
}
