using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Access;

/// <summary>That a member has ever activated an account: one per person, however often an app is installed (row D37).</summary>
/// <param name="Kind">The member's kind on that day.</param>
internal sealed record DigitalAccess(string MemberId, string Kind, DateTimeOffset Since);

/// <summary>How many members of one kind have activated; kept by messages, so a report reads one row per kind.</summary>
internal sealed record AccessCount(string Kind, long Members);

/// <summary>A member activated for the first time; goes to this context's own queue, where the count is kept.</summary>
internal sealed record DigitalAccessGained(string MemberId, string Kind, DateTimeOffset At);

/// <summary>Where digital access is kept, and what happens to it.</summary>
internal static class AccessKinds
{
    internal static readonly AggregateKind<DigitalAccess> Access = new(
        "Membership",
        "membership.digital-access",
        MembershipJson.Default.DigitalAccess
    );

    internal static readonly AggregateKind<AccessCount> Count = new(
        "Membership",
        "membership.access-count",
        MembershipJson.Default.AccessCount
    );

    internal static readonly EventKind<DigitalAccessGained> Gained = new(
        "membership.digital-access-gained",
        MembershipJson.Default.DigitalAccessGained
    );

    internal static string AccessOf(string memberId) => $"access-{memberId}";

    internal static string CountOf(string kind) => $"access-count-{kind}";
}
