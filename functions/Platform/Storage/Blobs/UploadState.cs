using System.Text.Json.Serialization;

namespace Serverless.Platform.Storage;

/// <summary>What an upload was announced as.</summary>
/// <param name="Length">Bytes of the whole file.</param>
/// <param name="Sha256">Of the whole file, lower-case hex.</param>
/// <param name="ContentType">Checked against the first bytes.</param>
public sealed record UploadAnnouncement(long Length, string Sha256, string ContentType);

/// <summary>How far an upload is. Its blocks come in any order; a block that is there may come again.</summary>
/// <param name="Owner">Who may go on with it.</param>
/// <param name="Blocks">SHA-256 in hex of each block that has arrived, by number; null where none has.</param>
public sealed record UploadState(UploadAnnouncement Announced, string Owner, IReadOnlyList<string?> Blocks)
{
    /// <summary>Bytes per block but the last (decision 29).</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>Set when the whole file has been checked.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Number of the first missing block; the block count when all are there.</summary>
    [JsonIgnore]
    public int Next => Blocks.TakeWhile(block => block is not null).Count();

    [JsonIgnore]
    public bool HasAll => Blocks.All(block => block is not null);

    internal static int BlocksOf(long length) => (int)((length + BlockBytes - 1) / BlockBytes);

    internal long BytesOf(int block) => block == Blocks.Count - 1 ? Announced.Length - (long)block * BlockBytes : BlockBytes;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UploadState))]
internal sealed partial class UploadJson : JsonSerializerContext;
