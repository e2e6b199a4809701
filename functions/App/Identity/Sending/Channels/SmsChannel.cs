using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Sms;

namespace Serverless.App.Identity.Sending.Channels;

/// <summary>A code as a text message.</summary>
internal sealed class SmsChannel(ISmsSender sms, CodeWords words) : ICodeChannel
{
    public OtpChannel Channel => OtpChannel.Sms;

    public async Task<VendorAnswer> SendAsync(
        Account account,
        OtpChallenge challenge,
        MobileNumber phone,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        var text = words.Text(account, challenge);
        var message = new SmsMessage(phone.E164, text, attempt.OperationId, attempt.FirstTried, CodeTag.Of(challenge));
        return (await sms.SendAsync([message], cancellation))[0];
    }
}
