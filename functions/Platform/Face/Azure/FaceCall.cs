using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Face;

/// <summary>One call to the vendor and what its failure means to us.</summary>
internal sealed class FaceCall(HttpPipeline pipeline, FaceOptions options)
{
    private const string Version = "/face/v1.2";

    internal HttpMessage To(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(options.Endpoint!);
        message.Request.Uri.AppendPath(Version + path, escape: false);
        message.Request.Headers.SetValue(HttpHeader.Names.Accept, "application/json");
        return message;
    }

    /// <summary>The answer's body, or the expected failure that the status stands for.</summary>
    internal async Task<Result<T>> SendAsync<T>(HttpMessage message, JsonTypeInfo<T> json, CancellationToken cancellation)
        where T : class
    {
        if (await FailureAsync(message, cancellation) is { } failure)
        {
            return failure;
        }

        try
        {
            return JsonSerializer.Deserialize(message.Response.Content.ToMemory().Span, json) is { } body ? body : FaceErrors.Unavailable;
        }
        catch (JsonException)
        {
            // A proxy's page, or half an answer: worth as much as none.
            return FaceErrors.Unavailable;
        }
    }

    /// <summary>Null when the answer is 2xx.</summary>
    internal async Task<Error?> FailureAsync(HttpMessage message, CancellationToken cancellation)
    {
        try
        {
            await pipeline.SendAsync(message, cancellation);
        }
        catch (Exception e) when (IsSilence(e) && !cancellation.IsCancellationRequested)
        {
            return FaceErrors.Unavailable;
        }

        return message.Response.Status switch
        {
            >= 200 and < 300 => null,
            400 or 413 or 415 => Judge(message.Response),
            403 when IsNotApproved(message.Response) => FaceErrors.NotApproved,
            404 => FaceErrors.SessionGone,

            // 401 and other 403 are our own settings or a revoked key: an operator mends it, officers help meanwhile.
            _ => FaceErrors.Unavailable,
        };
    }

    private static Error Judge(Response response) =>
        Detail(response)?.Code switch
        {
            "InvalidImage" or "InvalidImageSize" or "UnsupportedMediaType" => FaceErrors.PhotoInvalid,
            _ => response.Status == 400 ? FaceErrors.Unavailable : FaceErrors.PhotoInvalid,
        };

    private static bool IsNotApproved(Response response)
    {
        for (var detail = Detail(response); detail is not null; detail = detail.Innererror)
        {
            if (detail.Code == "UnsupportedFeature")
            {
                return true;
            }
        }

        return false;
    }

    private static FaceContract.FailureDetail? Detail(Response response)
    {
        try
        {
            return JsonSerializer.Deserialize(response.Content.ToMemory().Span, FaceContractJson.Default.Failure)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSilence(Exception e) =>
        e is RequestFailedException or AggregateException or IOException or OperationCanceledException;
}
