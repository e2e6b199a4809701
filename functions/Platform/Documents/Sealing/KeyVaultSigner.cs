using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// Signs by Key Vault's REST operation <c>keys/{name}/sign</c> (api-version 7.4): the private key never leaves the vault
/// (decision 28). The certificate comes from settings, so nothing is read from the vault at start.
/// </summary>
public sealed class KeyVaultSigner : IDigestSigner
{
    private const string ApiVersion = "7.4";
    private readonly HttpPipeline _pipeline;
    private readonly Uri _operation;

    /// <param name="key">Address of the key with or without version: https://{vault}/keys/{name}[/{version}].</param>
    /// <param name="chain">Certificate of the key, then its issuers.</param>
    /// <param name="pipeline">Azure.Core pipeline that retries and authenticates for https://vault.azure.net.</param>
    internal KeyVaultSigner(Uri key, IReadOnlyList<X509Certificate2> chain, HttpPipeline pipeline)
    {
        (Chain, _pipeline) = (chain, pipeline);
        _operation = new Uri($"{key.AbsoluteUri.TrimEnd('/')}/sign?api-version={ApiVersion}");
        Algorithm = SealAlgorithms.Of(chain[0]);
    }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SealAlgorithm Algorithm { get; }

    /// <summary>A signer that authenticates with the given credential.</summary>
    internal static KeyVaultSigner Create(Uri key, IReadOnlyList<X509Certificate2> chain, TokenCredential credential, ClientOptions options)
    {
        var authentication = new BearerTokenAuthenticationPolicy(credential, "https://vault.azure.net/.default");
        return new KeyVaultSigner(key, chain, HttpPipelineBuilder.Build(options, authentication));
    }

    public async Task<Result<byte[]>> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(_operation);
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        var question = new SignQuestion(Algorithm.ToString(), Base64Url.EncodeToString(digest.Span));
        var body = JsonSerializer.SerializeToUtf8Bytes(question, KeyVaultJson.Default.SignQuestion);
        message.Request.Content = RequestContent.Create(body);
        try
        {
            await _pipeline.SendAsync(message, cancellation);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return DocumentErrors.SignerUnavailable;
        }

        return message.Response.Status switch
        {
            200 => Read(message.Response.Content, digest),
            429 or >= 500 => DocumentErrors.SignerUnavailable,
            var status => DocumentErrors.SignerRefused(status),
        };
    }

    private Result<byte[]> Read(BinaryData answer, ReadOnlyMemory<byte> digest)
    {
        byte[] signature;
        try
        {
            var parsed = JsonSerializer.Deserialize(answer, KeyVaultJson.Default.SignAnswer);
            signature = Base64Url.DecodeFromChars(parsed?.Value);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return DocumentErrors.SignerMismatch;
        }

        // A vault key that was rotated without its certificate would give seals that nobody can verify.
        return Algorithm == SealAlgorithm.RS256 ? CheckRsa(signature, digest.Span) : CheckEcdsa(signature, digest.Span);
    }

    private Result<byte[]> CheckRsa(byte[] signature, ReadOnlySpan<byte> digest)
    {
        using var key = Chain[0].GetRSAPublicKey()!;
        return key.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? signature
            : DocumentErrors.SignerMismatch;
    }

    // The vault answers r and s side by side (RFC 7518 §3.4); CMS wants them as a DER sequence.
    private Result<byte[]> CheckEcdsa(byte[] signature, ReadOnlySpan<byte> digest)
    {
        using var key = Chain[0].GetECDsaPublicKey()!;
        return key.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ? EcdsaSignature.ToDer(signature)
            : DocumentErrors.SignerMismatch;
    }
}

internal sealed record SignQuestion(string Alg, string Value);

internal sealed record SignAnswer(string? Kid, string? Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SignQuestion))]
[JsonSerializable(typeof(SignAnswer))]
internal sealed partial class KeyVaultJson : JsonSerializerContext;
