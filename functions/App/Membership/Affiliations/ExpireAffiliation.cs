using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations;

/// <summary>
/// Ends a round that was not finished in time. The message names the term it is about: a round that has moved on, ended or been given
/// more time ignores it, and no clock is read, so a message that comes a moment early still counts.
/// </summary>
internal sealed class ExpireAffiliation(AffiliationStore affiliations, TimeProvider time)
{
    internal Task<MessageOutcome> ExpireAsync(AffiliationExpiryDue due, MessageContext context, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return affiliations.ApplyAsync(
            due.MemberId,
            context,
            before =>
                before.Round == due.Round
                && before.ExpiresAt == due.ExpiresAt
                && AffiliationRules.Move(before, AffiliationStep.Expire, now) is { IsSuccess: true } expired
                    ? new Commit<Affiliation>(expired.Value)
                    {
                        Events = [MembershipEvents.AffiliationExpired.With(new AffiliationEnded(due.MemberId, due.Round))],
                    }
                    : null,
            cancellation
        );
    }
}
