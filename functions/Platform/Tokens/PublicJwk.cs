using System.Buffers.Text;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Serverless.Platform.Tokens;

/// <summary>One public signing key as RFC 7517 writes it.</summary>
public sealed record PublicJwk(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y,
    [property: JsonPropertyName("kid")] string KeyId,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm
)
{
    internal static PublicJwk From(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new PublicJwk(
            "EC",
            "P-256",
            Base64Url.EncodeToString(point.X),
            Base64Url.EncodeToString(point.Y),
            key.KeyId,
            "sig",
            "ES256"
        );
    }
}
