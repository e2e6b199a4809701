using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Platform.Sms;

/// <summary>Signs every try anew: a signature whose date is old by the time of the third try would be refused for its age.</summary>
internal sealed class AcsSigningPolicy(byte[] key, TimeProvider time) : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using var body = new MemoryStream();
        if (message.Request.Content is { } content)
        {
            await content.WriteToAsync(body, message.CancellationToken);
        }

        Sign(message.Request, body);
        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using var body = new MemoryStream();
        message.Request.Content?.WriteTo(body, message.CancellationToken);
        Sign(message.Request, body);
        ProcessNext(message, pipeline);
    }

    private void Sign(Request request, MemoryStream body)
    {
        var uri = request.Uri.ToUri();
        var date = AcsSignature.Date(time.GetUtcNow());
        var hash = AcsSignature.ContentHash(body.GetBuffer().AsSpan(0, (int)body.Length));
        request.Headers.SetValue(AcsSignature.DateHeader, date);
        request.Headers.SetValue(AcsSignature.HashHeader, hash);
        var signature = AcsSignature.Sign(key, request.Method.Method, uri.PathAndQuery, date, uri.Authority, hash);
        request.Headers.SetValue(HttpHeader.Names.Authorization, AcsSignature.Prefix + signature);
    }
}
