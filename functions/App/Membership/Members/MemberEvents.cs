using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Members;

/// <summary>What happens to members; published contracts (decision 17).</summary>
internal static class MemberEvents
{
    internal static readonly EventKind<MemberRegistered> Registered = new(
        "membership.member-registered",
        MembershipJson.Default.MemberRegistered
    );

    internal static readonly EventKind<MemberRegistered> Updated = new(
        "membership.member-updated",
        MembershipJson.Default.MemberRegistered
    );

    internal static readonly EventKind<MemberViewed> Viewed = new("membership.member-viewed", MembershipJson.Default.MemberViewed);
}

/// <summary>A line of the register was taken over.</summary>
/// <param name="Fingerprint">Hash of the personal row under the member's own key: after erasure it tells nothing.</param>
internal sealed record MemberRegistered(
    string MemberId,
    string ImportId,
    string Kind,
    string Ugel,
    string Zone,
    string Gender,
    bool HasPhone,
    string Fingerprint
);

/// <summary>An officer looked at a member's data.</summary>
/// <param name="Officer">The staff token's subject.</param>
/// <param name="Purpose">What for: the operation's name.</param>
internal sealed record MemberViewed(string MemberId, string Officer, string Purpose);
