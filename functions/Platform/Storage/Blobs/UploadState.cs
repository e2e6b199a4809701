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

    /// <summary>Pieces of blocks that did not come in one go, in the order in which they follow each other; null when there are none.</summary>
    public IReadOnlyList<UploadPiece>? Pieces { get; init; }

    /// <summary>How often everything had to be sent again.</summary>
    public int Round { get; init; }

    /// <summary>Set when nobody finished it in time; it is not found any more.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Bytes in a row from the start: where a sender who was cut off goes on.</summary>
    [JsonIgnore]
    public long Offset => HasAll ? Announced.Length : (long)Next * BlockBytes + HeldOf(Next);

    /// <summary>Set when the whole file has been checked.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Number of the first missing block; the block count when all are there.</summary>
    [JsonIgnore]
    public int Next => Blocks.TakeWhile(block => block is not null).Count();

    [JsonIgnore]
    public bool HasAll => Blocks.All(block => block is not null);

    /// <summary>Bytes of a block that are there.</summary>
    internal long HeldOf(int block) => Blocks[block] is not null ? BytesOf(block) : PiecesOf(block).Sum(piece => (long)piece.Length);

    internal IEnumerable<UploadPiece> PiecesOf(int block) => (Pieces ?? []).Where(piece => piece.Block == block);

    /// <summary>With a whole block, which takes the place of what was there of it.</summary>
    internal UploadState With(int block, string sha256) =>
        this with
        {
            Blocks = [.. Blocks.Select((old, number) => number == block ? sha256 : old)],
            Pieces = Pieces is null ? null : [.. Pieces.Where(piece => piece.Block != block)],
        };

    /// <summary>With one more piece; unchanged when another one came to its place first.</summary>
    internal UploadState With(UploadPiece piece)
    {
        if (IsComplete || Blocks[piece.Block] is not null || HeldOf(piece.Block) != piece.Offset)
        {
            return this;
        }

        var after = this with { Pieces = [.. Pieces ?? [], piece] };
        return after.HeldOf(piece.Block) < BytesOf(piece.Block)
            ? after
            : after with
            {
                Blocks = [.. Blocks.Select((hash, number) => number == piece.Block ? piece.Sha256 : hash)],
            };
    }

    internal static int BlocksOf(long length) => (int)((length + BlockBytes - 1) / BlockBytes);

    internal long BytesOf(int block) => block == Blocks.Count - 1 ? Announced.Length - (long)block * BlockBytes : BlockBytes;
}

/// <summary>A part of a block, as one request brought it.</summary>
/// <param name="Offset">Within the block.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record UploadPiece(int Block, int Offset, int Length, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UploadState))]
[JsonSerializable(typeof(UploadDue))]
internal sealed partial class UploadJson : JsonSerializerContext;
