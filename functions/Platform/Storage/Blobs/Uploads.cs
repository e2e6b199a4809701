using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Storage;

/// <summary>
/// Files that arrive in blocks of 4 MB and may be cut off at any byte (decision 29). A block counts once it is staged and noted; only the
/// finished file can be read. Two callers that send the same block at once do not harm each other.
/// </summary>
public sealed partial class Uploads
{
    internal const string Table = "Uploads";
    internal const string Container = "uploads";
    private static readonly AggregateKind<UploadState> Kind = new(Table, "platform.upload", UploadJson.Default.UploadState);

    // The state row names every block: 2,000 of them (8 GB) stay far below the 1 MiB of an entity.
    private const int MaxBlocks = 2_000;

    private readonly StorageClients _clients;
    private readonly AggregateStore _store;
    private readonly CommandRunner _runner;

    private readonly TimeProvider _clock;

    internal Uploads(StorageClients clients, AggregateStore store, CommandRunner runner, TimeProvider clock) =>
        (_clients, _store, _runner, _clock) = (clients, store, runner, clock);

    /// <summary>Begins, or finds the same upload begun before. The id is derived by the caller (decision 13).</summary>
    public async Task<Result<UploadState>> BeginAsync(string id, string owner, UploadAnnouncement announced, CancellationToken cancellation)
    {
        var blocks = UploadState.BlocksOf(announced.Length);
        if (announced.Length <= 0 || blocks > MaxBlocks || !IsHash(announced.Sha256))
        {
            return Error.Invalid("platform.upload-announcement");
        }

        var begun = new UploadState(announced, owner, new string?[blocks]);
        var applied = await _runner.RunAsync(
            Kind,
            id,
            new CommandIdentity($"begin-{id}", id, announced.Sha256),
            before =>
                before.State is null ? new Commit<UploadState>(begun) { Due = [ExpiryOf(id)] } : Error.Conflict("platform.upload-exists"),
            cancellation
        );
        return applied.IsSuccess ? await FindAsync(id, owner, cancellation) : applied.Error;
    }

    /// <summary>How far it is: where a cut-off client goes on.</summary>
    public async Task<Result<UploadState>> FindAsync(string id, string owner, CancellationToken cancellation)
    {
        var state = (await _store.ReadAsync(Kind, id, cancellation)).State;
        return state is null || state.Owner != owner || state.IsExpired ? Error.NotFound("platform.upload-not-found") : state;
    }

    /// <summary>
    /// Takes one block. Its length and hash are checked before it counts, and the first one's bytes against the announced type.
    /// </summary>
    public async Task<Result<UploadState>> PutBlockAsync(
        string id,
        string owner,
        int number,
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
        if (number < 0 || number >= state.Blocks.Count || !IsHash(sha256))
        {
            return Error.Invalid("platform.upload-block");
        }

        if (state.IsComplete || state.Blocks[number] == sha256)
        {
            return state;
        }

        var block = await UploadBodies.BlockAsync(body, state.BytesOf(number), sha256, cancellation);
        if (block.Error is { } wrong)
        {
            return wrong;
        }

        if (number == 0 && !FileTypes.Matches(state.Announced.ContentType, block.Value))
        {
            return Error.Unprocessable("platform.upload-type-mismatch");
        }

        using var content = new MemoryStream(block.Value.Array!, 0, block.Value.Count, writable: false);
        await Blob(id).StageBlockAsync(BlockId(number, sha256), content, cancellationToken: cancellation);
        return await NoteAsync(id, state, number, sha256, cancellation);
    }

    /// <summary>
    /// Puts the blocks together and checks the hash of the whole; <c>platform.upload-incomplete</c> or <c>platform.upload-corrupt</c>
    /// otherwise. Finishing twice is finishing once.
    /// </summary>
    public async Task<Result<UploadState>> FinishAsync(string id, string owner, CancellationToken cancellation)
    {
        var found = await FindAsync(id, owner, cancellation);
        if (found.Error is not null || found.Value.IsComplete)
        {
            return found;
        }

        if (!found.Value.HasAll)
        {
            return Error.Conflict("platform.upload-incomplete");
        }

        var headers = new CommitBlockListOptions { HttpHeaders = new BlobHttpHeaders { ContentType = found.Value.Announced.ContentType } };
        var names = found.Value.Blocks.SelectMany((hash, number) => NamesOf(found.Value, number, hash!));
        await Blob(id).CommitBlockListAsync(names, headers, cancellation);
        await using var whole = await Blob(id).OpenReadAsync(cancellationToken: cancellation);
        if (!await HasTypeAsync(whole, found.Value.Announced.ContentType, cancellation))
        {
            return await BeginAnewAsync(id, found.Value, Error.Unprocessable("platform.upload-type-mismatch"), cancellation);
        }

        var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(whole, cancellation));
        return actual == found.Value.Announced.Sha256
            ? await ChangeAsync(id, $"finish-{id}", state => state with { IsComplete = true }, cancellation)
            : await BeginAnewAsync(id, found.Value, Error.Unprocessable("platform.upload-corrupt"), cancellation);
    }

    /// <summary>The finished file from <paramref name="offset"/> on; read it to the end or give it up, it holds one connection.</summary>
    public async Task<Result<Stream>> OpenAsync(string id, string owner, long offset, CancellationToken cancellation)
    {
        var found = await FindAsync(id, owner, cancellation);
        if (found.Error is { } missing)
        {
            return missing;
        }

        if (!found.Value.IsComplete)
        {
            return Error.Conflict("platform.upload-incomplete");
        }

        try
        {
            return await Blob(id).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Position = offset }, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Removed since: its row says what was sent, and nobody can read it any more.
            return Error.NotFound("platform.upload-not-found");
        }
    }

    private Task<Result<UploadState>> NoteAsync(string id, UploadState seen, int number, string sha256, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            $"block-{id}-{seen.Round}-{number}-{sha256}",
            state => state.IsComplete || state.Round != seen.Round ? state : state.With(number, sha256),
            cancellation
        );

    private async Task<Result<UploadState>> ChangeAsync(
        string id,
        string command,
        Func<UploadState, UploadState> change,
        CancellationToken cancellation
    )
    {
        var applied = await _runner.RunAsync(
            Kind,
            id,
            new CommandIdentity(command, command, ""),
            before => new Commit<UploadState>(change(before.State!)),
            cancellation
        );
        if (applied.Error is { } failed)
        {
            return failed;
        }

        return applied.Value.State ?? (await _store.ReadAsync(Kind, id, cancellation)).State!;
    }

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The hash is part of the name: a block sent twice with different bytes is two blocks, and the list names the noted one.</summary>
    private static string BlockId(int number, string sha256) =>
        Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{number:D6}-{sha256[..32]}"));

    private BlockBlobClient Blob(string id) => _clients.Container(Container).GetBlockBlobClient(RowKeys.Safe(id));
}
