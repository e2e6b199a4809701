using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Serverless.Platform.Documents.Sealing;

namespace Serverless.UnitTests.Documents;

/// <summary>The contract of Key Vault's sign operation, against a scripted vault behind the real Azure.Core pipeline.</summary>
public sealed class KeyVaultSignerTests
{
    private static readonly Uri Key = new("https://boveda.vault.azure.net/keys/sello/0123456789abcdef");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 16, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Digest = SHA256.HashData("contrato"u8);

    [Fact]
    public async Task Sign_rsa_asks_for_RS256_over_the_digest_and_gives_a_signature_that_verifies()
    {
        using var key = RSA.Create(2048);
        var vault = new ScriptedVault(digest => key.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var certificate = Certificate(new CertificateRequest("CN=Sello", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        var signature = await Signer(vault, certificate).SignAsync(Digest, default);

        Assert.True(key.VerifyHash(Digest, signature.Value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal("POST https://boveda.vault.azure.net/keys/sello/0123456789abcdef/sign?api-version=7.4", vault.Line);
        Assert.Equal("RS256", vault.Question.GetProperty("alg").GetString());
        Assert.Equal("Bearer vault-token", vault.Authorization);
        Assert.Equal(2, vault.Question.EnumerateObject().Count());
    }

    [Fact]
    public async Task Sign_elliptic_asks_for_ES256_and_turns_the_answer_into_DER()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var vault = new ScriptedVault(digest => key.SignHash(digest));
        using var certificate = Certificate(new CertificateRequest("CN=Sello", key, HashAlgorithmName.SHA256));

        var signature = await Signer(vault, certificate).SignAsync(Digest, default);

        Assert.True(key.VerifyHash(Digest, signature.Value, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal("ES256", vault.Question.GetProperty("alg").GetString());
    }

    [Fact]
    public async Task Sign_with_a_key_that_is_not_the_certificate_s_is_refused()
    {
        using var key = RSA.Create(2048);
        using var rotated = RSA.Create(2048);
        var vault = new ScriptedVault(digest => rotated.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var certificate = Certificate(new CertificateRequest("CN=Sello", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        var signature = await Signer(vault, certificate).SignAsync(Digest, default);

        Assert.Equal("documents.signer-mismatch", signature.Error?.Code);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "{}", "documents.signer-refused")]
    [InlineData(HttpStatusCode.NotFound, "{}", "documents.signer-refused")]
    [InlineData(HttpStatusCode.TooManyRequests, "{}", "documents.signer-unavailable")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "{}", "documents.signer-unavailable")]
    [InlineData(HttpStatusCode.OK, "<html>", "documents.signer-mismatch")]
    [InlineData(HttpStatusCode.OK, "{}", "documents.signer-mismatch")]
    [InlineData(HttpStatusCode.OK, """{"value":"!!"}""", "documents.signer-mismatch")]
    public async Task Sign_bad_answers_are_errors_by_kind(HttpStatusCode status, string body, string code)
    {
        using var key = RSA.Create(2048);
        var vault = new ScriptedVault(_ => []) { Fixed = (status, body) };
        using var certificate = Certificate(new CertificateRequest("CN=Sello", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        var signature = await Signer(vault, certificate).SignAsync(Digest, default);

        Assert.Equal(code, signature.Error?.Code);
    }

    private static KeyVaultSigner Signer(ScriptedVault vault, X509Certificate2 certificate)
    {
        var options = new VaultOptions { Transport = new HttpClientTransport(vault) };
        options.Retry.MaxRetries = 0;
        return KeyVaultSigner.Create(Key, [certificate], new FixedCredential(), options);
    }

    private static X509Certificate2 Certificate(CertificateRequest request) => request.CreateSelfSigned(Now, Now.AddDays(1));

    private sealed class VaultOptions : ClientOptions;

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext request, CancellationToken cancellation) =>
            new(request.Scopes is ["https://vault.azure.net/.default"] ? "vault-token" : "none", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext request, CancellationToken cancellation) =>
            new(GetToken(request, cancellation));
    }

    private sealed class ScriptedVault(Func<byte[], byte[]> sign) : HttpMessageHandler
    {
        public (HttpStatusCode Status, string Body)? Fixed { get; init; }

        public string Line { get; private set; } = "";

        public string? Authorization { get; private set; }

        public JsonElement Question { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            Line = $"{request.Method} {request.RequestUri}";
            Authorization = request.Headers.Authorization?.ToString();
            Question = JsonSerializer.Deserialize<JsonElement>(await request.Content!.ReadAsStringAsync(cancellation));
            var (status, body) = Fixed ?? (HttpStatusCode.OK, Answer());
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }

        private string Answer()
        {
            var digest = System.Buffers.Text.Base64Url.DecodeFromChars(Question.GetProperty("value").GetString());
            return $$"""{"kid":"{{Key}}","value":"{{System.Buffers.Text.Base64Url.EncodeToString(sign(digest))}}"}""";
        }
    }
}
