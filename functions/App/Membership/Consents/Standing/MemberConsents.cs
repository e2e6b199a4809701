using System.Collections.Immutable;
using Serverless.App.Membership.Affiliations;

namespace Serverless.App.Membership.Consents.Standing;

/// <summary>
/// What a member agreed to or took back apart from joining. What was agreed when joining stays in that round as its evidence; the later
/// word counts.
/// </summary>
internal sealed record MemberConsents(string MemberId)
{
    /// <summary>The newest word on each purpose.</summary>
    public ImmutableArray<ConsentWord> Words { get; init; } = [];
}

/// <param name="Given">The consent as it was given, or as it stood when it was taken back.</param>
/// <param name="WithdrawnAt">UTC; null while it stands.</param>
internal sealed record ConsentWord(ConsentGiven Given, DateTimeOffset? WithdrawnAt);
