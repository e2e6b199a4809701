using System.Security.Cryptography;
using System.Text;

namespace Serverless.App.Identity.Face;

/// <summary>What the vendor knows a phone by: the same each time, and nothing that anybody else knows it by.</summary>
internal static class DeviceNames
{
    internal static Guid Of(string profileId, string device) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{profileId}|{device}")).AsSpan(0, 16));
}
