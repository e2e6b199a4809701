using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Hosting;

/// <summary>
/// The answer to HEAD of an upload (after draft-ietf-httpbis-resumable-upload): how far it got, in headers and without a body, which is
/// the least that a phone with a bad line can ask.
/// </summary>
public static class UploadProgress
{
    /// <summary>Bytes of the whole file.</summary>
    public const string LengthHeader = "Upload-Length";

    /// <summary><c>?1</c> when the file is whole and checked, else <c>?0</c>.</summary>
    public const string CompleteHeader = "Upload-Complete";

    /// <summary>204 with <c>Upload-Offset</c> as bytes in a row from the start of the file, or the problem.</summary>
    public static Results<NoContent, ProblemResult> ToProgress(this Result<UploadState> found, HttpResponse response)
    {
        if (found.Error is { } missing)
        {
            return missing.ToProblem();
        }

        var state = found.Value;
        response.Headers[UploadOffset.Header] = state.Offset.ToString(CultureInfo.InvariantCulture);
        response.Headers[LengthHeader] = state.Announced.Length.ToString(CultureInfo.InvariantCulture);
        response.Headers[CompleteHeader] = state.IsComplete ? "?1" : "?0";
        response.Headers.CacheControl = "no-store";
        return TypedResults.NoContent();
    }
}
