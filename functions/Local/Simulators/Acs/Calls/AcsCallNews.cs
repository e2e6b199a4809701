using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Local.Identity;

namespace Serverless.Local.Simulators.Acs.Calls;

/// <summary>Tells the app how a call goes: an array of one CloudEvent, with the vendor's five-minute token (ES256 instead of RS256).</summary>
internal sealed class AcsCallNews(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly IssuerKey _key = IssuerKey.New();

    internal JsonObject Jwks => _key.Jwks;

    /// <summary>Where the app really listens, when the address it was given is a public one; for tests.</summary>
    internal Func<Uri, Uri> Route { get; set; } = address => address;

    /// <summary>The body of one event of a call.</summary>
    /// <param name="kind">Without the vendor's prefix: <c>CallConnected</c>.</param>
    internal string Event(AcsPhoneCall call, string kind, string? context = null)
    {
        var data = new JsonObject
        {
            ["callConnectionId"] = call.CallId,
            ["serverCallId"] = $"server-{call.CallId}",
            ["correlationId"] = $"correlation-{call.CallId}",
            ["operationContext"] = context,
            ["resultInformation"] = new JsonObject
            {
                ["code"] = 200,
                ["subCode"] = 0,
                ["message"] = "",
            },
        };
        var cloudEvent = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString("D"),
            ["source"] = $"calling/callConnections/{call.CallId}",
            ["type"] = $"Microsoft.Communication.{kind}",
            ["time"] = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["specversion"] = "1.0",
            ["datacontenttype"] = "application/json",
            ["data"] = data,
        };
        return new JsonArray(cloudEvent).ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.Web));
    }

    internal string Token(AcsPhoneCall call, string? audience = null, string? issuer = null) =>
        _key.Sign(
            new JsonObject { ["iss"] = issuer ?? call.Issuer, ["aud"] = audience ?? AcsCalls.Audience },
            time.GetUtcNow(),
            TimeSpan.FromMinutes(5)
        );

    /// <returns>What the app answered.</returns>
    internal async Task<int> TellAsync(AcsPhoneCall call, string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Route(new Uri(call.Callback)));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>After a moment, and again while the app is restarting, as the vendor does.</summary>
    internal async Task FollowAsync(AcsPhoneCall call, string kind, string? context = null)
    {
        var body = Event(call, kind, context);
        for (var round = 1; round <= 5; round++)
        {
            await Task.Delay(Pause * round);
            try
            {
                if (await TellAsync(call, body, Token(call)) < 500)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // The next round tells it.
            }
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }
}
