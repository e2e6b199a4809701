using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Identity.Accounts;

/// <summary>The account has another phone, or none any more: what <see cref="FormerDevices"/> left undone is done here.</summary>
internal sealed class WhenPhoneRecovered(FormerDevices devices)
{
    internal async Task<MessageOutcome> HandleAsync(PhoneRecovered recovered, CancellationToken cancellation) =>
        (await devices.EndAsync(recovered.MemberId, recovered.At, cancellation)).Error is { } failed
            ? MessageOutcome.Retry(failed)
            : MessageOutcome.Done;
}
