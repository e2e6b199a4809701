using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Fund.Messages;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Http;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Home;

/// <summary>The start screen in one call: a phone on a slow network asks once, and mostly hears 304.</summary>
internal sealed class GetHome(
    MemberStore members,
    AffiliationStore affiliations,
    MemberAccounts accounts,
    ServicesByKind services,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/me/home", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra tu inicio: cómo va tu inscripción y qué sigue.")
            .WithName("GetHome");

    private static async Task<Results<Ok<HomeView>, StatusCodeHttpResult, ProblemResult>> HandleAsync(
        CurrentMember caller,
        HttpContext context,
        GetHome slice,
        CancellationToken cancellation
    ) => FreshAnswer.Of(await slice.ReadAsync(caller.MemberId, cancellation), MembershipJson.Default.HomeView, context);

    /// <summary>All reads at once: one round trip's time.</summary>
    internal async Task<Result<HomeView>> ReadAsync(string memberId, CancellationToken cancellation)
    {
        var affiliation = affiliations.ReadAsync(memberId, cancellation);
        var account = accounts.ReadAsync(memberId, cancellation);
        var member = await members.ReadAsync(memberId, cancellation);
        var known = await affiliation;
        var saved = await account;
        return member is not null && MemberStore.Person(member) is { } person
            ? HomeRules.Of(member.State, person, known.State, services.Of(member.State.Kind, LimaTime.Today(time))) with
            {
                Account = saved is null ? null : new HomeAccount(saved.Balance.Centimos, saved.ContributionCount),
            }
            : MembershipErrors.MemberNotFound;
    }
}
