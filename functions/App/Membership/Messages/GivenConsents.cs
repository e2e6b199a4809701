using Serverless.App.Membership.Affiliations;

namespace Serverless.App.Membership.Messages;

/// <summary>A consent as it was given: which text, by version and hash, when and through which channel.</summary>
internal sealed record GivenConsent(string Purpose, string TextVersion, string TextHash, string Channel, DateTimeOffset At);

/// <summary>What a member agreed to in the affiliation that is open or in force; evidence files name it.</summary>
internal sealed class GivenConsents(AffiliationStore affiliations)
{
    internal async Task<IReadOnlyList<GivenConsent>> OfAsync(string memberId, CancellationToken cancellation)
    {
        var known = await affiliations.ReadAsync(memberId, cancellation);
        return
        [
            .. known.State.Consents.Select(given => new GivenConsent(
                given.Purpose,
                given.TextVersion,
                given.TextHash,
                given.Channel,
                given.At
            )),
        ];
    }
}
