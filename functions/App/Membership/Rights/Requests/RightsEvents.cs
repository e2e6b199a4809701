using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>The audit trail of requests about data: ids, rights and officers.</summary>
internal static class RightsEvents
{
    internal static readonly EventKind<RightsMoved> Asked = new("membership.rights-asked", MembershipJson.Default.RightsMoved);

    internal static readonly EventKind<RightsMoved> Proposed = new("membership.rights-proposed", MembershipJson.Default.RightsMoved);

    internal static readonly EventKind<RightsMoved> Decided = new("membership.rights-decided", MembershipJson.Default.RightsMoved);

    /// <summary>The last day has come.</summary>
    internal static readonly EventKind<RightsMoved> AnswerDue = new("membership.rights-answer-due", MembershipJson.Default.RightsMoved);

    internal static readonly EventKind<RightsMoved> Rectified = new("membership.member-rectified", MembershipJson.Default.RightsMoved);

    /// <summary>What could go is gone; <c>Outcome</c> says whether the member's key went with it.</summary>
    internal static readonly EventKind<RightsMoved> Erased = new("membership.member-erased", MembershipJson.Default.RightsMoved);
}

/// <param name="Right">Code of the right.</param>
/// <param name="By">The officer, or <c>member</c>.</param>
/// <param name="Outcome"><c>granted</c>, <c>refused</c>, <c>whole</c>, <c>partly</c>; null while nothing is decided.</param>
internal sealed record RightsMoved(string MemberId, string RequestId, string Right, string By, string? Outcome);
