using System.Security.Cryptography;
using Serverless.App.Membership.Affiliations;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Consents.Standing;

/// <summary>A member's own words on consents, in the partition <c>consents-{member}</c>.</summary>
internal sealed class ConsentStore(AggregateStore store, CommandRunner runner, AffiliationStore affiliations)
{
    internal static readonly AggregateKind<MemberConsents> Kind = new(
        "Membership",
        "membership.consents",
        MembershipJson.Default.MemberConsents
    );

    /// <summary>The newest word on each purpose; both reads at once.</summary>
    internal async Task<IReadOnlyList<ConsentWord>> WordsAsync(string memberId, CancellationToken cancellation)
    {
        var affiliation = affiliations.ReadAsync(memberId, cancellation);
        var own = await store.ReadAsync(Kind, IdOf(memberId), cancellation);
        return StandingRules.Words((await affiliation).State, own.State ?? new MemberConsents(memberId));
    }

    /// <summary>A change that says the same twice is one: the state, not a key of the caller, tells.</summary>
    internal async Task<Result<Done>> ChangeAsync(
        string memberId,
        Func<Affiliation, MemberConsents, Result<Commit<MemberConsents>>> decide,
        CancellationToken cancellation
    )
    {
        var affiliation = await affiliations.ReadAsync(memberId, cancellation);
        var once = RandomNumberGenerator.GetHexString(32);
        var applied = await runner.RunAsync(
            Kind,
            IdOf(memberId),
            new CommandIdentity(once, once, ""),
            before => decide(affiliation.State, before.State ?? new MemberConsents(memberId)),
            cancellation
        );
        return applied.Then<Done>(_ => Done.Value);
    }

    private static string IdOf(string memberId) => $"consents-{memberId}";
}
