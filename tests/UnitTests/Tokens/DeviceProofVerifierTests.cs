using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Tokens;
using Serverless.TestKit.Devices;

namespace Serverless.UnitTests.Tokens;

public sealed class DeviceProofVerifierTests : IDisposable
{
    private const string Path = "/api/v1/identity/sessions/7/confirm";
    private const string Url = "https://app.example.pe" + Path;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly TestDevice _device = new();
    private readonly DeviceProofVerifier _verifier;

    public DeviceProofVerifierTests() =>
        _verifier = new(new ProofNonce(Encoding.ASCII.GetBytes("a-key-of-thirty-two-bytes-length")), _time);

    public void Dispose() => _device.Dispose();

    [Fact]
    public void Proof_over_the_request_names_the_device()
    {
        var proof = _device.Prove("POST", Url, _verifier.NextNonce());

        var verified = _verifier.Verify(proof, "POST", Path);

        Assert.Equal(_device.Thumbprint, verified.Value.Thumbprint);
    }

    [Theory]
    [InlineData("GET", Path)]
    [InlineData("POST", "/api/v1/identity/sessions/8/confirm")]
    [InlineData("POST", "/API/v1/identity/sessions/7/confirm")]
    public void Proof_over_another_request_is_refused(string method, string path)
    {
        var proof = _device.Prove("POST", Url, _verifier.NextNonce());

        var verified = _verifier.Verify(proof, method, path);

        Assert.Equal("platform.device-proof-invalid", verified.Error?.Code);
    }

    [Fact]
    public void Proof_with_a_nonce_older_than_its_life_asks_for_a_fresh_one()
    {
        var proof = _device.Prove("POST", Url, _verifier.NextNonce());
        _time.Advance(ProofNonce.Life + TimeSpan.FromSeconds(1));

        var verified = _verifier.Verify(proof, "POST", Path);

        Assert.Equal("platform.device-proof-nonce", verified.Error?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAABmrYy-gAAAAAAAAAAAAAAAAAAAAAA")]
    public void Proof_with_a_nonce_of_its_own_is_refused(string nonce)
    {
        var verified = _verifier.Verify(_device.Prove("POST", Url, nonce), "POST", Path);

        Assert.Equal("platform.device-proof-nonce", verified.Error?.Code);
    }

    [Theory]
    [InlineData("""{"typ":"JWT","alg":"ES256","jwk":JWK}""")]
    [InlineData("""{"typ":"dpop+jwt","alg":"none","jwk":JWK}""")]
    [InlineData("""{"typ":"dpop+jwt","alg":"HS256","jwk":JWK}""")]
    [InlineData("""{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"a","y":"b"}}""")]
    [InlineData("""{"typ":"dpop+jwt","alg":"ES256","jwk":[]}""")]
    [InlineData("""{"typ":"dpop+jwt","alg":"ES256"}""")]
    [InlineData("[]")]
    public void Proof_with_another_header_is_refused(string header)
    {
        var payload = $$"""{"htm":"POST","htu":"{{Url}}","nonce":"{{_verifier.NextNonce()}}","jti":"proof-00000001"}""";
        var proof = _device.Sign(header.Replace("JWK", _device.Jwk, StringComparison.Ordinal), payload);

        var verified = _verifier.Verify(proof, "POST", Path);

        Assert.Equal("platform.device-proof-invalid", verified.Error?.Code);
    }

    [Fact]
    public void Proof_signed_by_another_key_than_it_names_is_refused()
    {
        using var other = new TestDevice();
        var header = $$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{{_device.Jwk}}}""";
        var payload = $$"""{"htm":"POST","htu":"{{Url}}","nonce":"{{_verifier.NextNonce()}}","jti":"proof-00000001"}""";

        var verified = _verifier.Verify(other.Sign(header, payload), "POST", Path);

        Assert.Equal("platform.device-proof-invalid", verified.Error?.Code);
    }

    [Fact]
    public void Proof_with_any_character_changed_is_refused_and_never_throws()
    {
        var proof = _device.Prove("POST", Url, _verifier.NextNonce());
        Gen.Select(Gen.Int[0, proof.Length - 2], Gen.Char.AlphaNumeric)
            .Where(change => proof[change.Item1] != change.Item2)
            .Sample(change =>
            {
                var changed = proof.Remove(change.Item1, 1).Insert(change.Item1, change.Item2.ToString());
                Assert.False(_verifier.Verify(changed, "POST", Path).IsSuccess);
            });
    }

    [Fact]
    public void Nonsense_is_refused_and_never_throws() =>
        Gen.String.Sample(text => Assert.False(_verifier.Verify(text, "POST", Path).IsSuccess));
}
