using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Messaging.CloudEvents;

/// <summary>
/// An id that every transport takes and every reader accepts. An id that is put together of others, as the one that wakes an instance for
/// a cause, may be longer than that; its end is then its hash, so that the same id is the same again and two are never one.
/// </summary>
internal static class CloudEventId
{
    /// <returns>The id itself up to <see cref="CloudEventLimits.Id"/> characters; a longer one's beginning and SHA-256.</returns>
    internal static string Of(string id) =>
        id.Length <= CloudEventLimits.Id
            ? id
            : $"{id[..(CloudEventLimits.Id - HashLength - 1)]}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";

    private const int HashLength = 2 * SHA256.HashSizeInBytes;
}
