using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Messages;

/// <summary>
/// For back-office reads of other contexts: that an officer looked at something of a member is an event in the member's chain, committed
/// before the answer, and the member can read it.
/// </summary>
internal sealed class MemberAccess(MemberStore members, MemberViews views)
{
    /// <param name="officer">Subject of the staff token.</param>
    /// <param name="purpose">The operation's name, <c>benefits.get-claim</c>.</param>
    /// <returns>Done, or <c>membership.member-not-found</c>; without it nothing may be shown.</returns>
    internal async Task<Result<Done>> RecordAsync(string memberId, string officer, string purpose, CancellationToken cancellation)
    {
        if (!MemberStore.IsId(memberId) || await members.ReadAsync(memberId, cancellation) is not { } member)
        {
            return MembershipErrors.MemberNotFound;
        }

        var recorded = await views.RecordAsync(member, officer, purpose, cancellation);
        return recorded.Then<Done>(_ => Done.Value);
    }
}
