using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Sms;

public sealed class SmsOptionsTests
{
    [Theory]
    [InlineData("https://contoso.communication.azure.com", "AAAA", "MUTUAL", "2026-01-23", false, true)]
    [InlineData("https://contoso.communication.azure.com", null, "MUTUAL", "2021-03-07", false, true)]
    [InlineData("http://contoso.communication.azure.com", "AAAA", "MUTUAL", "2026-01-23", false, false)]
    [InlineData("https://127.0.0.1:5001", "AAAA", "MUTUAL", "2026-01-23", false, false)]
    [InlineData("http://127.0.0.1:5001", "AAAA", "MUTUAL", "2026-01-23", true, true)]
    [InlineData("http://contoso.communication.azure.com", "AAAA", "MUTUAL", "2026-01-23", true, false)]
    [InlineData("https://contoso.communication.azure.com", "no base64!", "MUTUAL", "2026-01-23", false, false)]
    [InlineData("https://contoso.communication.azure.com", "AAAA", " ", "2026-01-23", false, false)]
    [InlineData("https://contoso.communication.azure.com", "AAAA", "MUTUAL", "2024-01-01", false, false)]
    [InlineData(null, "AAAA", "MUTUAL", "2026-01-23", false, false)]
    public void Settings_are_checked_at_start(string? endpoint, string? key, string from, string version, bool local, bool good)
    {
        var options = new SmsOptions
        {
            Endpoint = endpoint is null ? null : new Uri(endpoint),
            AccessKey = key,
            From = from,
            ApiVersion = version,
            AllowLoopback = local,
        };

        Assert.Equal(good, new SmsOptionsValidator().Validate(null, options).Succeeded);
    }
}
