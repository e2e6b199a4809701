using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Serverless.Platform.Hosting;

/// <summary>The header <c>Upload-Offset</c> (after draft-ietf-httpbis-resumable-upload): where within its block a body goes on.</summary>
public static class UploadOffset
{
    public const string Header = "Upload-Offset";

    /// <summary>Null when the caller sends whole blocks; a text that is no number is no place, and is refused as one.</summary>
    public static long? Of(HttpRequest request) =>
        request.Headers[Header].ToString() is not { Length: > 0 } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset
        : -1;
}
