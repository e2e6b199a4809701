using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Serverless.Platform.Tokens;

/// <summary>A device's public P-256 key and the thumbprint (RFC 7638) that names it.</summary>
internal sealed record DeviceKey(ECParameters Parameters, string Thumbprint)
{
    private const int CoordinateLength = 32;

    /// <summary>The key of a public JWK, or null when it is no P-256 key or holds a private part, which no phone may ever send.</summary>
    internal static DeviceKey? FromJwk(JsonElement jwk)
    {
        if (
            jwk.ValueKind != JsonValueKind.Object
            || jwk.TryGetProperty("d", out _)
            || !Is(jwk, "kty", "EC")
            || !Is(jwk, "crv", "P-256")
            || Coordinate(jwk, "x") is not { } x
            || Coordinate(jwk, "y") is not { } y
        )
        {
            return null;
        }

        var point = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) };
        return point.X.Length == CoordinateLength && point.Y.Length == CoordinateLength
            ? new DeviceKey(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point }, ThumbprintOf(x, y))
            : null;
    }

    private static string ThumbprintOf(string x, string y) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));

    private static bool Is(JsonElement jwk, string name, string value) =>
        jwk.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.ValueEquals(value);

    private static string? Coordinate(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: 43 } text
            ? text
            : null;
}
