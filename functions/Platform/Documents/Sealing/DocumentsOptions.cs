using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Documents.Sealing;

/// <summary>
/// Section <c>Documents</c>: the key that seals, and who states the time. In Azure the key stays in Key Vault (decision 28) and its
/// certificate is a setting, so that nothing is fetched at start.
/// </summary>
public sealed class DocumentsOptions
{
    public const string Section = "Documents";

    /// <summary><c>https://{vault}/keys/{name}</c>, with or without a version.</summary>
    public Uri? SealKey { get; set; }

    /// <summary>PEM: the certificate of the key, then its issuers.</summary>
    public string? SealCertificates { get; set; }

    /// <summary>Set by Local alone: a PFX file without password instead of the vault's key.</summary>
    public string? SealPfx { get; set; }

    /// <summary>PEM: roots that seals lead to, those of earlier certificates included.</summary>
    public string? SealRoots { get; set; }

    /// <summary>An RFC 3161 authority; without one seals are PAdES B-B and nightly audit roots cannot be stamped.</summary>
    public Uri? TimeStampAuthority { get; set; }

    /// <summary>PEM: roots of the time-stamp authority.</summary>
    public string? TimeStampRoots { get; set; }

    /// <summary>How long the authority may take.</summary>
    public TimeSpan TimeStampTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The certificates of a PEM text; none for null.</summary>
    internal static X509Certificate2Collection Certificates(string? pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates;
    }
}

/// <summary>Checked before the first request.</summary>
internal sealed class DocumentsOptionsValidator : IValidateOptions<DocumentsOptions>
{
    public ValidateOptionsResult Validate(string? name, DocumentsOptions options)
    {
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(DocumentsOptions options)
    {
        if (options.SealKey is null == options.SealPfx is null)
        {
            yield return "Documents__SealKey must name the sealing key, https://{vault}/keys/{name}; a PFX file instead of it is for Local.";
        }

        if (options.SealKey is { } key && !IsKeyAddress(key))
        {
            yield return "Documents__SealKey must be an https address of the form https://{vault}/keys/{name}.";
        }

        if (options.SealKey is not null && !HoldsCertificates(options.SealCertificates))
        {
            yield return "Documents__SealCertificates must hold the sealing certificate and its issuers as PEM.";
        }

        if (!HoldsCertificates(options.SealRoots))
        {
            yield return "Documents__SealRoots must hold the roots of the sealing certificate as PEM.";
        }

        if (options.TimeStampAuthority is not null && !HoldsCertificates(options.TimeStampRoots))
        {
            yield return "Documents__TimeStampRoots must hold the authority's roots as PEM.";
        }

        if (options.TimeStampTimeout <= TimeSpan.Zero || options.TimeStampTimeout > TimeSpan.FromMinutes(1))
        {
            yield return "Documents__TimeStampTimeout must be above zero and at most a minute.";
        }
    }

    private static bool IsKeyAddress(Uri key) =>
        key.IsAbsoluteUri && key.Scheme == Uri.UriSchemeHttps && key.AbsolutePath.StartsWith("/keys/", StringComparison.Ordinal);

    private static bool HoldsCertificates(string? pem)
    {
        try
        {
            return DocumentsOptions.Certificates(pem).Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
