using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform.Storage;

/// <summary>The rows of an aggregate's partition (decision 8).</summary>
internal static class RowKeys
{
    internal const string State = "s";
    internal const string PersonalFirst = "p|";
    internal const string EventsEnd = "e}";
    private const int LongestPlainKey = 200;

    internal static string Event(long sequence) => $"e|{sequence:D10}";

    internal static string Marker(string commandId) => "c|" + Safe(commandId);

    internal static string Inbox(string messageId) => "i|" + Safe(messageId);

    /// <summary>The command id is already the hash of principal, route and key: one principal cannot meet another's record.</summary>
    internal static string Idempotency(string commandId) => "k|" + Safe(commandId);

    internal static string Personal(string name) => PersonalFirst + Safe(name);

    /// <summary>Ids of strangers may hold what a key must not; those are replaced by their hash.</summary>
    internal static string Safe(string id) =>
        id.Length is > 0 and <= LongestPlainKey && !id.AsSpan().ContainsAnyExcept(TableGuard.PlainCharacters)
            ? id
            : "~" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
