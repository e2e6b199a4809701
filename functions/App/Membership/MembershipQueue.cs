namespace Serverless.App.Membership;

/// <summary>The queue of this context (decision 18).</summary>
internal static class MembershipQueue
{
    internal const string Name = "membership-events";
}
