using System.Security.Cryptography;
using System.Text;
using Serverless.Local.Host;

namespace Serverless.Local.Identity;

/// <summary>
/// The keys of a laptop that sign members' tokens and derive their codes, made once (decision 28). The issuer says where they are from:
/// App refuses it outside Local.
/// </summary>
internal static class MemberKeys
{
    /// <summary>The settings that hand them to App.</summary>
    internal static IReadOnlyDictionary<string, string> Settings(string keys) =>
        new Dictionary<string, string>
        {
            ["AccessTokens__Issuer"] = "local-serverless",
            ["AccessTokens__Audience"] = "serverless-members",
            ["AccessTokens__SigningKey"] = Kept(keys, "member-tokens.key", NewSigningKey),
            ["Otp__CodeKey"] = Kept(keys, "otp-code.key", NewSecret),
            ["Otp__CompareKey"] = Kept(keys, "otp-compare.key", NewSecret),
        };

    private static string Kept(string keys, string name, Func<byte[]> make)
    {
        var file = Path.Combine(keys, name);
        if (!File.Exists(file))
        {
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(Convert.ToBase64String(make())));
        }

        return File.ReadAllText(file);
    }

    private static byte[] NewSecret() => RandomNumberGenerator.GetBytes(32);

    private static byte[] NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
