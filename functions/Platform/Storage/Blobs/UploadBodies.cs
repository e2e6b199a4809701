using System.Security.Cryptography;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Storage;

/// <summary>What arrived of a block, and whether the sender was cut off.</summary>
internal sealed record UploadBody(ArraySegment<byte> Bytes, bool WasCut)
{
    internal string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

/// <summary>Reads the bodies of blocks: at most one block of memory, whatever the caller sends.</summary>
internal static class UploadBodies
{
    /// <summary>A whole block or nothing.</summary>
    internal static async Task<Result<ArraySegment<byte>>> BlockAsync(
        Stream body,
        long expected,
        string sha256,
        CancellationToken cancellation
    )
    {
        var bytes = new byte[expected + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        if (length != expected)
        {
            return Error.Invalid("platform.upload-block-length");
        }

        var block = new ArraySegment<byte>(bytes, 0, length);
        return Convert.ToHexStringLower(SHA256.HashData(block)) == sha256 ? block : Error.Invalid("platform.upload-block-hash");
    }

    /// <summary>
    /// What comes until the sender ends or is cut off. Bytes of a whole request are checked against its hash; those before a cut cannot
    /// be, and are checked with the file.
    /// </summary>
    internal static async Task<Result<UploadBody>> PieceAsync(Stream body, long most, string sha256, CancellationToken cancellation)
    {
        var bytes = new byte[most + 1];
        var length = 0;
        var wasCut = false;
        try
        {
            for (var read = -1; read != 0 && length < bytes.Length; length += read)
            {
                read = await body.ReadAsync(bytes.AsMemory(length), cancellation);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            wasCut = true;
        }

        var piece = new UploadBody(new ArraySegment<byte>(bytes, 0, length), wasCut);
        return length > most ? Error.Invalid("platform.upload-block-length")
            : wasCut || piece.Sha256 == sha256 ? piece
            : Error.Invalid("platform.upload-block-hash");
    }
}
