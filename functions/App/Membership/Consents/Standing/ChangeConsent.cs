using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Consents.Standing;

/// <summary>The text that was on the screen.</summary>
internal sealed record ShownText(string TextVersion, string TextHash);

/// <summary>Gives one permission, or takes it back: one press each, at any time, no reason asked.</summary>
internal sealed class ChangeConsent(ConsentStore consents, ConsentTexts texts, EffectiveDated<AffiliationTerms> terms, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership)
    {
        membership
            .MapPut("/me/consents/{purpose}", HandleGiveAsync)
            .RequireMember()
            .WithSummary("Da un permiso, con el texto que se te mostró.")
            .WithName("GiveConsent");
        membership
            .MapDelete("/me/consents/{purpose}", HandleWithdrawAsync)
            .RequireMember()
            .WithSummary("Retira un permiso.")
            .WithName("WithdrawConsent");
    }

    private static async Task<Results<NoContent, ProblemResult>> HandleGiveAsync(
        string purpose,
        ShownText shown,
        CurrentMember member,
        ChangeConsent slice,
        CancellationToken cancellation
    ) => (await slice.GiveAsync(member.MemberId, purpose, shown, cancellation)).ToNoContent();

    private static async Task<Results<NoContent, ProblemResult>> HandleWithdrawAsync(
        string purpose,
        CurrentMember member,
        ChangeConsent slice,
        CancellationToken cancellation
    ) => (await slice.WithdrawAsync(member.MemberId, purpose, cancellation)).ToNoContent();

    internal Task<Result<Done>> GiveAsync(string memberId, string purpose, ShownText shown, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var offered = new ConsentOffered(purpose, shown.TextVersion, shown.TextHash);
        return consents.ChangeAsync(memberId, Decide, cancellation);

        Result<Commit<MemberConsents>> Decide(Affiliation affiliation, MemberConsents own) =>
            ConsentRules
                .Accept([offered], texts.At(LimaTime.DateOf(now)), "app", now)
                .Then<Commit<MemberConsents>>(given => new Commit<MemberConsents>(StandingRules.Give(own, given[0]))
                {
                    Events = [ConsentEvents.Given.With(new ConsentSpoken(memberId, given[0]))],
                });
    }

    internal async Task<Result<Done>> WithdrawAsync(string memberId, string purpose, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var required = terms.At(LimaTime.DateOf(now)) is { IsSuccess: true } row ? row.Value.RequiredConsents : [];
        var withdrawn = await consents.ChangeAsync(memberId, Decide, cancellation);
        return withdrawn.Error == StandingRules.NotGiven ? Done.Value : withdrawn;

        Result<Commit<MemberConsents>> Decide(Affiliation affiliation, MemberConsents own) =>
            StandingRules
                .Withdraw(affiliation, own, purpose, required, now)
                .Then<Commit<MemberConsents>>(after => new Commit<MemberConsents>(after)
                {
                    Events = [MembershipEvents.ConsentWithdrawn.With(new ConsentWithdrawn(memberId, purpose, now))],
                });
    }
}
