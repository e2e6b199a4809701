using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Serverless.Local.Simulators.Tsa;

/// <summary>
/// The laptop's certificate authority: a root of its own, a certificate for sealing documents and one for time-stamps, as
/// PFX files without password that only the user may read. Made once and kept; nobody outside the laptop trusts it.
/// </summary>
public sealed class LocalCertificateAuthority
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder;

    private LocalCertificateAuthority(string folder, X509Certificate2 root) => (_folder, Root) = (folder, root);

    /// <summary>The root certificate with its key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>PFX of the sealing certificate, for the setting of <c>LocalPfxSigner</c>.</summary>
    public string SealPfx => Path.Combine(_folder, "seal.pfx");

    /// <summary>PFX of the time-stamp authority.</summary>
    public string TimeStampPfx => Path.Combine(_folder, "tsa.pfx");

    /// <summary>The root certificate as PEM, for verifying programs.</summary>
    public string RootPem => Path.Combine(_folder, "root.pem");

    /// <summary>Opens the authority in a folder and makes what is missing or runs out within a month.</summary>
    public static LocalCertificateAuthority Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var now = time.GetUtcNow();
        var path = Path.Combine(folder, "root.pfx");
        if (!IsFresh(path, now))
        {
            // Leaves of an older root are worthless beside a new one.
            File.Delete(Path.Combine(folder, "seal.pfx"));
            File.Delete(Path.Combine(folder, "tsa.pfx"));
            using var made = MakeRoot(now);
            WriteSecret(path, made.Export(X509ContentType.Pkcs12));
        }

        var root = X509CertificateLoader.LoadPkcs12FromFile(path, null);
        var authority = new LocalCertificateAuthority(folder, root);
        File.WriteAllText(authority.RootPem, root.ExportCertificatePem() + "\n");
        authority.Ensure(authority.SealPfx, "CN=Sello de documentos (local), O=Mutual Magisterial, C=PE", SealExtensions(), now);
        authority.Ensure(authority.TimeStampPfx, "CN=Sellado de tiempo (local), O=Mutual Magisterial, C=PE", TimeStampExtensions(), now);
        return authority;
    }

    /// <summary>A certificate of this authority with its key; the caller disposes it.</summary>
    public X509Certificate2 Issue(string subject, DateTimeOffset from, DateTimeOffset to, IEnumerable<X509Extension> extensions)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using var certificate = request.Create(Root, from, to, RandomNumberGenerator.GetBytes(12));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Extensions of a certificate for seals: signature and non-repudiation.</summary>
    public static IEnumerable<X509Extension> SealExtensions() =>
        [
            new X509BasicConstraintsExtension(false, false, 0, true),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true),
        ];

    // RFC 3161 §2.3: the purpose time-stamping alone, marked critical.
    private static IEnumerable<X509Extension> TimeStampExtensions() =>
        [
            new X509BasicConstraintsExtension(false, false, 0, true),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true),
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true),
        ];

    private void Ensure(string path, string subject, IEnumerable<X509Extension> extensions, DateTimeOffset now)
    {
        if (!IsFresh(path, now))
        {
            using var certificate = Issue(subject, now.AddMinutes(-5), now.AddYears(2), extensions);
            using var root = X509CertificateLoader.LoadCertificate(Root.RawData);
            WriteSecret(path, new X509Certificate2Collection { certificate, root }.Export(X509ContentType.Pkcs12)!);
        }
    }

    private static X509Certificate2 MakeRoot(DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=Autoridad local de desarrollo, C=PE",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now.AddMinutes(-10), now.AddYears(5));
    }

    private static bool IsFresh(string path, DateTimeOffset now)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, null);
            return certificate.NotAfter.ToUniversalTime() > now.AddMonths(1).UtcDateTime;
        }
        catch (CryptographicException)
        {
            // A file cut short by a crash is made again.
            return false;
        }
    }

    private static void WriteSecret(string path, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        // A file left by an earlier run would keep its old mode.
        File.Delete(path);
        using var file = new FileStream(path, options);
        file.Write(content);
    }
}
