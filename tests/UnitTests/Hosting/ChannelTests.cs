using System.Net;
using System.Text.Json;
using Serverless.Platform.Hosting.Clients;

namespace Serverless.UnitTests.Hosting;

/// <summary>A07: channels open one after the other, and one that is off answers politely.</summary>
public sealed class ChannelTests(HandlerFixture handler) : IClassFixture<HandlerFixture>
{
    [Theory]
    [InlineData("kiosk", "platform.channel-not-yet", "2999-01-01")]
    [InlineData("chat", "platform.channel-closed", "oficina")]
    [InlineData("CHAT", "platform.channel-closed", "oficina")]
    public async Task A07_channel_that_is_off_answers_politely_and_says_where_to_go(string channel, string code, string says)
    {
        using var response = await GetAsync("/api/v1/shop/open", channel);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((HttpStatusCode.Forbidden, code), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/shop/open", "web")]
    [InlineData("/api/v1/shop/open", "phone")]
    [InlineData("/api/v1/shop/open", null)]
    [InlineData("/api/v1/shop/backoffice/open", "chat")]
    public async Task A07_open_channels_unnamed_ones_and_the_back_office_go_on(string path, string? channel)
    {
        using var response = await GetAsync(path, channel);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Theory]
    [InlineData("2020-06-11", false)]
    [InlineData("2020-06-12", true)]
    [InlineData("2021-12-17", true)]
    [InlineData("2021-12-18", false)]
    public void Window_counts_from_its_first_day_to_its_last(string day, bool open)
    {
        var window = new ChannelWindow { From = new DateOnly(2020, 6, 12), Until = new DateOnly(2021, 12, 17) };

        Assert.Equal(open, window.ClosedOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)) is null);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? channel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (channel is not null)
        {
            request.Headers.Add("X-Channel", channel);
        }

        return await handler.Client.SendAsync(request);
    }
}
