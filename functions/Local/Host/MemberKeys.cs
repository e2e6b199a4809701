using System.Security.Cryptography;
using System.Text;

namespace Serverless.Local.Host;

/// <summary>
/// What members' sign-in keeps secret on a laptop, made once (decision 28): the two keys of one-time codes and the key that signs
/// access tokens. The issuer says where they are from: App refuses it in Azure.
/// </summary>
internal static class MemberKeys
{
    /// <summary>The settings that hand them to App.</summary>
    internal static IReadOnlyDictionary<string, string> Settings(string keys) =>
        new Dictionary<string, string>
        {
            ["Otp__CodeKey"] = Kept(keys, "otp-code.key", RandomBytes),
            ["Otp__CompareKey"] = Kept(keys, "otp-compare.key", RandomBytes),
            ["AccessTokens__SigningKey"] = Kept(keys, "access-tokens.key", SigningKey),
            ["AccessTokens__Issuer"] = "local-serverless",
            ["AccessTokens__Audience"] = "serverless-members",
        };

    private static string Kept(string folder, string name, Func<byte[]> make)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(Convert.ToBase64String(make())));
        }
        return File.ReadAllText(file);
    }

    private static byte[] RandomBytes() => RandomNumberGenerator.GetBytes(32);

    private static byte[] SigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
