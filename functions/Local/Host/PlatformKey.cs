using System.Security.Cryptography;
using System.Text;

namespace Serverless.Local.Host;

/// <summary>The platform's own secret key on a laptop, made once (decision 28). Its id says where it is from: App refuses it in Azure.</summary>
internal static class PlatformKey
{
    private const string Kid = "local1";

    /// <summary>The settings that hand it to App.</summary>
    internal static IReadOnlyDictionary<string, string> Settings(string keys)
    {
        var file = Path.Combine(keys, "platform.key");
        if (!File.Exists(file))
        {
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        }
        return new Dictionary<string, string> { ["Security__Keys__0__Kid"] = Kid, ["Security__Keys__0__Value"] = File.ReadAllText(file) };
    }
}
