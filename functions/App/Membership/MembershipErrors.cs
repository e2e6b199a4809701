using Serverless.Platform.Kernel;

namespace Serverless.App.Membership;

/// <summary>What can be wrong with a member whoever asks.</summary>
internal static class MembershipErrors
{
    internal static readonly Error MemberNotFound = Error.NotFound("membership.member-not-found");
}
