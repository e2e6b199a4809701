using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Serverless.TestKit.Devices;

namespace Serverless.IntegrationTests.Identity;

/// <summary>An answer as a phone reads it.</summary>
internal sealed record PhoneAnswer(int Status, string Body, string? Nonce)
{
    internal JsonElement Json => JsonDocument.Parse(Body).RootElement;

    internal string Text(string name) => Json.GetProperty(name).GetString()!;

    internal string Code => Text("code");

    /// <summary>For the next <c>If-Match</c>.</summary>
    internal string? ETag { get; init; }
}

/// <summary>A member's phone: its key, the nonce it was last told, its tokens.</summary>
internal sealed class TestPhone : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly TestDevice _device = new();
    private string _nonce = "none-yet";
    private int _keys;
    private Uri _base;

    internal TestPhone(Uri address) => _base = Identity(address);

    internal string Thumbprint => _device.Thumbprint;

    internal string AccessToken { get; set; } = "";

    internal string RefreshToken { get; set; } = "";

    internal void SignedIn(PhoneAnswer answer) => (AccessToken, RefreshToken) = (answer.Text("accessToken"), answer.Text("refreshToken"));

    /// <summary>The app has another process now.</summary>
    internal void MoveTo(Uri address) => _base = Identity(address);

    internal string NewKey() => $"key-{Thumbprint[..8]}-{++_keys}";

    /// <summary>A proof that is good now, for tests that send one twice.</summary>
    internal string Prove(string method, string path) => _device.Prove(method, new Uri(_base, path).AbsoluteUri, _nonce);

    /// <summary>With a proof of the device; an old nonce is mended once, as an honest app does.</summary>
    internal async Task<PhoneAnswer> ProveAsync(string method, string path, string? body = null, string? key = null)
    {
        key ??= NewKey();
        var answer = await SendAsync(method, path, body, key, proof: Prove(method, path));
        if (answer is { Status: 401, Nonce: not null } && answer.Code == "platform.device-proof-nonce")
        {
            answer = await SendAsync(method, path, body, key, proof: Prove(method, path));
        }

        return answer;
    }

    /// <summary>With the access token.</summary>
    internal Task<PhoneAnswer> AskAsync(string method, string path, string? body = null, string? key = null, string? ifMatch = null) =>
        SendAsync(method, path, body, key ?? NewKey(), token: AccessToken, ifMatch: ifMatch);

    internal async Task<PhoneAnswer> SendAsync(
        string method,
        string path,
        string? body = null,
        string? key = null,
        string? proof = null,
        string? token = null,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_base, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        Add(request, "Idempotency-Key", key);
        Add(request, "DPoP", proof);
        Add(request, "If-Match", ifMatch);
        using var response = await _http.SendAsync(request);
        var nonce = response.Headers.TryGetValues("DPoP-Nonce", out var values) ? values.Single() : null;
        _nonce = nonce ?? _nonce;
        return new PhoneAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), nonce)
        {
            ETag = response.Headers.ETag?.ToString(),
        };
    }

    public void Dispose()
    {
        _http.Dispose();
        _device.Dispose();
    }

    private static Uri Identity(Uri address) => new(address, "/api/v1/identity/");

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }
}
