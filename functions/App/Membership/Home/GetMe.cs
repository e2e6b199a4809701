using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Http;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Home;

/// <summary>What the fund knows of the member who asks.</summary>
internal sealed class GetMe(MemberStore members)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership.MapGet("/me", HandleAsync).RequireMember().WithSummary("Muestra tus datos, como los tiene el fondo.").WithName("GetMe");

    private static async Task<Results<Ok<MeView>, StatusCodeHttpResult, ProblemResult>> HandleAsync(
        CurrentMember caller,
        HttpContext context,
        GetMe slice,
        CancellationToken cancellation
    ) => FreshAnswer.Of(await slice.ReadAsync(caller.MemberId, cancellation), MembershipJson.Default.MeView, context);

    private async Task<Result<MeView>> ReadAsync(string memberId, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { } member && MemberStore.Person(member) is { } person
            ? MeView.Of(member.State, person, MemberStore.PhoneOf(member))
            : MembershipErrors.MemberNotFound;
}
