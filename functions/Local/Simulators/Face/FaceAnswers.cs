using Serverless.Platform.Face;

namespace Serverless.Local.Simulators.Face;

/// <summary>The vendor's errors: a body, and the code in a header as well.</summary>
internal static class FaceAnswers
{
    internal static IResult Error(HttpContext context, int status, string code, string message, string? inner = null)
    {
        context.Response.Headers["x-ms-error-code"] = code;
        var failure = new FaceContract.Failure(new(code, message, inner is null ? null : new(inner, message)));
        return Results.Json(failure, FaceContractJson.Default.Failure, statusCode: status);
    }

    internal static IResult Gone(HttpContext context) => Error(context, 404, "SessionNotFound", "Session ID is not found.");

    /// <summary>Null when the image has a format and a size that the vendor takes.</summary>
    internal static IResult? Refusal(HttpContext context, ReadOnlySpan<byte> image) =>
        image.Length is < ImageHeader.SmallestBytes or > ImageHeader.LargestBytes
            ? Error(context, 400, "InvalidImageSize", "Image size is too small or too big.")
        : ImageHeader.Read(image) is null ? Error(context, 400, "InvalidImage", "Decoding error, image format unsupported.")
        : null;

    /// <summary>What was scripted to go wrong.</summary>
    internal static IResult Of(HttpContext context, FaceFaultKind fault)
    {
        if (fault == FaceFaultKind.Throttle)
        {
            context.Response.Headers.RetryAfter = "0";
            return Error(context, 429, "429", "Rate limit is exceeded. Try again later.");
        }

        return fault == FaceFaultKind.NotApproved
            ? Error(context, 403, "InvalidRequest", "Invalid request has been sent.", "UnsupportedFeature")
            : Error(context, 503, "ServiceUnavailable", "The service is unavailable.");
    }
}
