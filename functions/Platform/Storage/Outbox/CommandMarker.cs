using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform.Storage;

/// <summary>
/// The row <c>c|{commandId}</c> (decisions 10 and 11): whether a command happened, and all that its messages are made from. It is
/// written in the command's own batch, or by the sweep as <c>cancelled</c>, after which that attempt can never land.
/// </summary>
internal sealed record CommandMarker(string CommandId, bool IsCommitted)
{
    internal const string CommittedStatus = "committed";
    internal const string CancelledStatus = "cancelled";

    /// <summary>Which call wrote it: tells "mine, the answer was lost" from "an earlier call of the same command".</summary>
    internal string Attempt { get; init; } = "";

    internal string BodyHash { get; init; } = "";

    internal string Source { get; init; } = "";

    internal string? TraceParent { get; init; }

    internal long FirstSequence { get; init; }

    /// <summary>Below <see cref="FirstSequence"/> when the command had no events.</summary>
    internal long LastSequence { get; init; }

    internal IReadOnlyList<StoredMessage> Messages { get; init; } = [];

    internal ETag ETag { get; init; }

    internal static string NewAttempt() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9));

    internal TableEntity ToRow(string partition, DateTimeOffset now)
    {
        var row = new TableEntity(partition, RowKeys.Marker(CommandId))
        {
            ["status"] = IsCommitted ? CommittedStatus : CancelledStatus,
            ["command"] = CommandId,
            ["attempt"] = Attempt,
            ["hash"] = BodyHash,
            ["source"] = Source,
            ["trace"] = TraceParent,
            ["first"] = FirstSequence,
            ["last"] = LastSequence,
            ["at"] = now,
            ["schemaVersion"] = 1,
        };
        if (Messages.Count > 0)
        {
            Chunks.Write(row, JsonSerializer.SerializeToUtf8Bytes([.. Messages], StorageJson.Default.StoredMessageArray));
        }

        return row;
    }

    internal static CommandMarker FromRow(TableEntity row) =>
        new(row.GetString("command"), row.GetString("status") == CommittedStatus)
        {
            Attempt = row.GetString("attempt"),
            BodyHash = row.GetString("hash"),
            Source = row.GetString("source"),
            TraceParent = row.GetString("trace"),
            FirstSequence = row.GetInt64("first") ?? 0,
            LastSequence = row.GetInt64("last") ?? 0,
            Messages = Chunks.Read(row) is { Length: > 0 } json
                ? JsonSerializer.Deserialize(json, StorageJson.Default.StoredMessageArray) ?? []
                : [],
            ETag = row.ETag,
        };
}
