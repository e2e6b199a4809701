using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Sms;

namespace Serverless.App.Benefits.Claimants;

/// <summary>Sends a claimant's code, computed anew (decision 23): no queue ever carries one.</summary>
internal sealed class SendClaimantCode(ClaimantStore claimants, VendorAttempts attempts, ISmsSender sms)
{
    internal async Task<MessageOutcome> HandleAsync(ClaimantChanged changed, MessageContext context, CancellationToken cancellation)
    {
        if (changed.Act != "code-asked" || await claimants.FindAsync(changed.ClaimantId, cancellation) is not { } claimant)
        {
            return MessageOutcome.Done;
        }

        if (
            claimant.CodeNumber != changed.CodeNumber
            || await claimants.PersonAsync(claimant.Id, cancellation) is not { Person.Phone: { } phone }
        )
        {
            return MessageOutcome.Done;
        }

        var text = $"{claimants.CodeOf(claimant)} es tu codigo para ver el tramite de tu familiar. Vale 5 min. No lo des a nadie.";
        var told = await attempts.RunAsync(
            context,
            claimant.CodeAskedAt!.Value + ClaimantRules.CodeLife,
            async (attempt, c) =>
                (await sms.SendAsync([new SmsMessage(phone, text, attempt.OperationId, attempt.FirstTried, $"claimant|{claimant.Id}")], c))[
                    0
                ],
            cancellation
        );
        return told.Error is { } raced ? MessageOutcome.Retry(raced) : MessageOutcome.Done;
    }
}
