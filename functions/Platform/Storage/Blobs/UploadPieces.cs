using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.Platform.Storage;

/// <summary>The part of uploads that goes on at any byte, and that ends what nobody finished.</summary>
public sealed partial class Uploads
{
    /// <summary>An upload that is not finished by then is gone.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromDays(7);

    private static readonly EventKind<UploadDue> Expiry = new("platform.upload-due", UploadJson.Default.UploadDue);

    // Each piece is a row of the state and a block of the blob; with 4 kB pieces this is 8 MB, with 64 kB pieces 128 MB.
    private const int MostPieces = 2_000;

    /// <summary>The message that ends an upload, on the queue <c>bulk</c>.</summary>
    public static MessageKind<UploadDue> DueMessage => Expiry.Message;

    /// <summary>
    /// Takes bytes of a block from <paramref name="offset"/> on. What came before a cut stays, so nothing is sent twice; out of its place
    /// it is <c>platform.upload-offset</c>, which names where to go on.
    /// </summary>
    /// <param name="offset">Within the block: as many as are held of it.</param>
    /// <param name="sha256">Of the bytes that this request sends, lower-case hex.</param>
    public async Task<Result<UploadState>> PutPieceAsync(
        string id,
        string owner,
        int number,
        long offset,
        string sha256,
        Stream body,
        CancellationToken cancellation
    )
    {
        var found = await FindAsync(id, owner, cancellation);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var state = found.Value;
        if (number < 0 || number >= state.Blocks.Count || !IsHash(sha256) || state.Pieces?.Count >= MostPieces)
        {
            return Error.Invalid("platform.upload-block");
        }

        var held = state.HeldOf(number);
        if (state.IsComplete || state.Blocks[number] is not null)
        {
            return state;
        }

        if (offset != held)
        {
            return Error.Conflict("platform.upload-offset").With("offset", $"{held}");
        }

        var read = await UploadBodies.PieceAsync(body, state.BytesOf(number) - held, sha256, cancellation);
        if (read.Error is { } wrong || read.Value.Bytes.Count == 0)
        {
            return read.Error ?? (Result<UploadState>)state;
        }

        // The sender is gone, and what it sent stays: from here on its own cancellation says nothing.
        var piece = new UploadPiece(number, (int)held, read.Value.Bytes.Count, read.Value.Sha256);
        using var content = new MemoryStream(read.Value.Bytes.Array!, 0, piece.Length, writable: false);
        await Blob(id).StageBlockAsync(PieceId(piece), content, cancellationToken: CancellationToken.None);
        return await ChangeAsync(
            id,
            $"piece-{id}-{state.Round}-{number}-{held}-{piece.Length}-{piece.Sha256}",
            before => before.Round == state.Round ? before.With(piece) : before,
            CancellationToken.None
        );
    }

    /// <summary>Removes the bytes, finished or not; the row that says what was sent stays. Removing what is gone is as good.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellation) => Blob(id).DeleteIfExistsAsync(cancellationToken: cancellation);

    /// <summary>Its time is over: an upload that is not finished is found no more and its bytes go.</summary>
    public async Task<MessageOutcome> ExpireAsync(UploadDue due, CancellationToken cancellation)
    {
        if ((await _store.ReadAsync(Kind, due.UploadId, cancellation)).State is not { IsComplete: false, IsExpired: false })
        {
            return MessageOutcome.Done;
        }

        var expired = await ChangeAsync(
            due.UploadId,
            $"expire-{due.UploadId}",
            state => state.IsComplete ? state : state with { IsExpired = true },
            cancellation
        );
        if (expired is { IsSuccess: true, Value.IsExpired: true })
        {
            await RemoveAsync(due.UploadId, cancellation);
        }

        return MessageOutcome.From(expired);
    }

    /// <summary>What was put together is not what was announced: everything is sent again.</summary>
    private async Task<Result<UploadState>> BeginAnewAsync(string id, UploadState wrong, Error why, CancellationToken cancellation)
    {
        await ChangeAsync(
            id,
            $"anew-{id}-{wrong.Round}",
            state =>
                state.IsComplete || state.Round != wrong.Round
                    ? state
                    : state with
                    {
                        Blocks = new string?[state.Blocks.Count],
                        Pieces = null,
                        Round = state.Round + 1,
                    },
            cancellation
        );
        return why;
    }

    private static async Task<bool> HasTypeAsync(Stream whole, string contentType, CancellationToken cancellation)
    {
        var first = new byte[4096];
        var length = await whole.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellation);
        whole.Position = 0;
        return FileTypes.Matches(contentType, first.AsSpan(0, length));
    }

    private DueWork ExpiryOf(string id)
    {
        var due = Expiry.With(new UploadDue(id));
        return new DueWork(_clock.GetUtcNow() + OpenFor, "bulk", due.Type, due.Version, due.Data);
    }

    private static IEnumerable<string> NamesOf(UploadState state, int number, string sha256) =>
        state.PiecesOf(number).Select(PieceId).DefaultIfEmpty(BlockId(number, sha256));

    /// <summary>As long as the name of a whole block: the vendor wants all names of a blob to be.</summary>
    private static string PieceId(UploadPiece piece) =>
        Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{piece.Block:D6}-{piece.Offset:D7}{piece.Sha256[..25]}"));
}

/// <summary>The time of an upload is over.</summary>
public sealed record UploadDue(string UploadId);
