using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Platform.Messaging.ServiceBus;

/// <summary>Shared access signature of Service Bus: HMAC-SHA256 with the key's text as it stands, over the escaped address and the expiry.</summary>
internal static class ServiceBusToken
{
    internal static string Create(string audience, string keyName, string key, DateTimeOffset expires)
    {
        var resource = Uri.EscapeDataString(audience);
        var expiry = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        return $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={expiry}&skn={Uri.EscapeDataString(keyName)}";
    }
}

/// <summary>Puts a token on every try, a new one when less than ten of its sixty minutes are left.</summary>
internal sealed class ServiceBusTokenPolicy(Uri endpoint, string keyName, string key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    private sealed record Token(string Text, DateTimeOffset Expires);

    private Token? _token;

    public override void OnSendingRequest(HttpMessage message)
    {
        var now = time.GetUtcNow();
        if (_token is not { } token || token.Expires - now < TimeSpan.FromMinutes(10))
        {
            var expires = now + TimeSpan.FromHours(1);
            _token = token = new Token(ServiceBusToken.Create(endpoint.AbsoluteUri, keyName, key, expires), expires);
        }

        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, token.Text);
    }
}
