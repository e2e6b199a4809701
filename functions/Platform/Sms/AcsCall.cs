using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Serverless.Platform.Messaging.Attempts;

namespace Serverless.Platform.Sms;

/// <summary>One call to Azure Communication Services and what its failure means.</summary>
internal static class AcsCall
{
    internal static HttpMessage Post(HttpPipeline pipeline, AcsOptions options, string path, byte[] body) =>
        Post(pipeline, options.Endpoint!, options.ApiVersion, path, body);

    internal static HttpMessage Post(HttpPipeline pipeline, Uri endpoint, string version, string path, byte[] body)
    {
        var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = RequestMethod.Post;
        request.Uri.Reset(endpoint);
        request.Uri.AppendPath(path, escape: false);
        request.Uri.AppendQuery("api-version", version);
        request.Headers.SetValue(HttpHeader.Names.ContentType, "application/json");
        request.Headers.SetValue(HttpHeader.Names.Accept, "application/json");
        request.Content = RequestContent.Create(body);
        return message;
    }

    /// <summary>Null when the answer is 2xx and lies in the message; the failure for all recipients otherwise.</summary>
    /// <param name="service">What the codes of its failures begin with: <c>sms</c>, <c>email</c>.</param>
    internal static async Task<VendorAnswer?> SendAsync(
        HttpPipeline pipeline,
        HttpMessage message,
        string service,
        CancellationToken cancellation
    )
    {
        try
        {
            await pipeline.SendAsync(message, cancellation);
        }
        catch (Exception e) when (IsSilence(e) && !cancellation.IsCancellationRequested)
        {
            return new VendorAnswer.Later($"{service}.silent");
        }

        // 401 and 403 are our own settings or a revoked key: what is to be sent waits while an operator mends it.
        var status = message.Response.Status;
        return status switch
        {
            >= 200 and < 300 => null,
            401 or 403 or 408 or 429 or >= 500 => new VendorAnswer.Later($"{service}.{status}", RetryAfter(message.Response)),
            _ => new VendorAnswer.Refused($"{service}.{status}"),
        };
    }

    private static bool IsSilence(Exception e) =>
        e is RequestFailedException or AggregateException or IOException or OperationCanceledException;

    private static TimeSpan? RetryAfter(Response response) =>
        response.Headers.TryGetValue("Retry-After", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
