using Microsoft.Extensions.Options;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Calls;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Hosting;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Security;
using Serverless.Platform.Voice;

namespace Serverless.App.Identity.Sending.Channels;

/// <summary>A code that a call says: here the telephone is made to ring; what is said follows when somebody answers.</summary>
internal sealed class VoiceChannel(AzureCalls calls, SignedTickets tickets, IOptions<HostingOptions> hosting, OtpOptions options)
    : ICodeChannel
{
    /// <summary>News of a call may come some minutes after the code is over.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    public OtpChannel Channel => OtpChannel.Voice;

    public async Task<VendorAnswer> SendAsync(
        Account account,
        OtpChallenge challenge,
        MobileNumber phone,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        if (hosting.Value.PublicBaseAddress is null)
        {
            return new VendorAnswer.Refused("voice.no-public-address");
        }

        var ticket = tickets.Write(PostCallEvents.Purpose, CodeTag.Of(challenge), challenge.SentAt + options.Life + Late);
        var callback = new Uri(hosting.Value.PublicAddress(PostCallEvents.Path(ticket)));
        return await calls.CallAsync(new CallWish(phone.E164, callback, attempt.OperationId, attempt.FirstTried), cancellation);
    }
}
