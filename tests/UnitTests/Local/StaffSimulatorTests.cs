using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Serverless.Local.Identity;

namespace Serverless.UnitTests.Local;

public sealed class StaffSimulatorTests : IDisposable
{
    private static readonly Uri Public = new("http://127.0.0.1:7071/");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void Token_is_signed_with_the_published_key()
    {
        using var staff = StaffSimulator.Of(_keys.Path, Public, _clock);

        var parts = staff.Token(Officer.Samples[0]).Split('.');

        var jwk = staff.Jwks["keys"]![0]!;
        var point = new ECPoint
        {
            X = Base64Url.DecodeFromChars(jwk["x"]!.ToString()),
            Y = Base64Url.DecodeFromChars(jwk["y"]!.ToString()),
        };
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        Assert.True(key.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        Assert.Equal(jwk["kid"]!.ToString(), Json(parts[0])["kid"]!.ToString());
    }

    [Fact]
    public void Token_carries_issuer_audience_roles_and_an_hour()
    {
        using var staff = StaffSimulator.Of(_keys.Path, Public, _clock);

        var claims = Json(staff.Token(Officer.Samples[0]).Split('.')[1]);

        Assert.Equal("http://127.0.0.1:7071/_local/oidc", claims["iss"]!.ToString());
        Assert.Equal(StaffSimulator.Audience, claims["aud"]!.ToString());
        Assert.Equal(Officer.Samples[0].Roles, claims["roles"]!.AsArray().Select(role => role!.ToString()));
        Assert.Equal(_clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(), claims["exp"]!.GetValue<long>());
    }

    [Fact]
    public void Key_stays_the_same_between_runs_and_is_for_its_owner_only()
    {
        using var first = StaffSimulator.Of(_keys.Path, Public, _clock);
        using var second = StaffSimulator.Of(_keys.Path, Public, _clock);

        Assert.Equal(first.Jwks.ToJsonString(), second.Jwks.ToJsonString());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_keys.Path, "staff-oidc.pem")));
        }
    }

    private static JsonNode Json(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!;
}
