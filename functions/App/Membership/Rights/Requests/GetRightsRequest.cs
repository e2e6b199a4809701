using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>A request with what it is about, for the officer who answers; that they looked is recorded before the answer.</summary>
internal sealed class GetRightsRequest(RightsStore rights, MemberStore members, MemberAccess access, GetMyRights holds)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapGet("/backoffice/members/{memberId}/rights-requests/{id}", HandleAsync)
            .RequireStaff("officer")
            .WithSummary("Muestra lo que un asociado pidió sobre sus datos.")
            .WithName("GetRightsRequest");

    private static async Task<Results<Ok<RightsDeskView>, ProblemResult>> HandleAsync(
        string memberId,
        string id,
        ClaimsPrincipal officer,
        GetRightsRequest slice,
        CancellationToken cancellation
    ) => (await slice.ReadAsync(memberId, id, officer.Identity!.Name!, cancellation)).ToOk();

    internal async Task<Result<RightsDeskView>> ReadAsync(string memberId, string id, string officer, CancellationToken cancellation)
    {
        if (
            !MemberStore.IsId(memberId)
            || (await rights.ReadAsync(memberId, cancellation)).Find(id) is not { } request
            || await members.ReadAsync(memberId, cancellation) is not { } member
        )
        {
            return RightsRules.NotFound;
        }

        var recorded = await access.RecordAsync(memberId, officer, "membership.get-rights-request", cancellation);
        if (recorded.Error is { } unrecorded)
        {
            return unrecorded;
        }

        var words = await rights.WordsAsync(member, id, cancellation);
        var kept = request.Kind == RightKind.Erasure ? await holds.KeptAsync(memberId, cancellation) : [];
        return new RightsDeskView(
            id,
            memberId,
            RightsRules.CodeOf(request.Kind),
            request.Field,
            request.Status,
            request.AskedAt,
            request.DueOn,
            NowOf(member, request.Field),
            words?.Value,
            words?.Why,
            request.Proposal?.Officer,
            request.Proposal?.Grants,
            request.Proposal?.Reason,
            [.. holds.Rows(kept).Select(KeptView.Of)]
        );
    }

    private static string? NowOf(KnownMember member, string? field) =>
        MemberStore.Person(member) is not { } person
            ? null
            : field switch
            {
                RightsFields.FamilyNames => person.FamilyNames,
                RightsFields.GivenNames => person.GivenNames,
                RightsFields.BirthDate => person.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                RightsFields.ModularCode => person.ModularCode,
                _ => null,
            };
}
