using System.Text.Json;
using Azure.Core.Pipeline;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Sms;

namespace Serverless.Platform.Email;

/// <summary>
/// Sends through Azure Communication Services (REST <c>POST /emails:send</c>). 202 says queued; <c>Operation-Id</c> lets the vendor see
/// that a second try is the first one's wish.
/// </summary>
internal sealed class AzureEmailSender(HttpPipeline pipeline, EmailOptions options) : IEmailSender
{
    public async Task<VendorAnswer> SendAsync(EmailMessage message, CancellationToken cancellation)
    {
        var body = new EmailContract.Send(
            options.From!,
            new(message.Subject, message.Text),
            new([new EmailContract.Address(message.To.Value)])
        );
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, EmailJson.Default.Send);
        using var call = AcsCall.Post(pipeline, options, "/emails:send", bytes);
        call.Request.Headers.SetValue(EmailContract.OperationHeader, message.OperationId.ToString("D"));
        if (await AcsCall.SendAsync(pipeline, call, EmailServices.Name, cancellation) is { } failure)
        {
            return failure;
        }

        // The vendor names the operation as we did; a body that cannot be read changes nothing about that it was taken.
        return new VendorAnswer.Accepted(message.OperationId.ToString("D"));
    }
}
