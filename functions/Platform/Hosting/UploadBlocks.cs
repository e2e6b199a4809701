using Microsoft.AspNetCore.Http;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Hosting;

/// <summary>The body of a request as the next part of an upload.</summary>
public static class UploadBlocks
{
    /// <summary>
    /// A whole block, or the rest of one that was cut when <c>Upload-Offset</c> says where it goes on; <c>Content-Digest</c> has the
    /// SHA-256 of what comes. Errors as for <see cref="Uploads.PutBlockAsync"/>.
    /// </summary>
    public static Task<Result<UploadState>> TakeAsync(
        this Uploads uploads,
        string uploadId,
        string owner,
        int number,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var digest = ContentDigest.Sha256(request.Headers["Content-Digest"]) ?? "";
        return UploadOffset.Of(request) is { } offset
            ? uploads.PutPieceAsync(uploadId, owner, number, offset, digest, request.Body, cancellation)
            : uploads.PutBlockAsync(uploadId, owner, number, digest, request.Body, cancellation);
    }
}
