using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>The member's requests, and what an erasure would leave in place: asked of every context, so that it is said before and not after.</summary>
internal sealed class GetMyRights(RightsStore rights, IEnumerable<IPersonalDataHolder> holders, LegalHolds holds, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership)
    {
        membership
            .MapGet("/me/rights-requests", HandleListAsync)
            .RequireMember()
            .WithSummary("Muestra lo que pediste sobre tus datos y qué se guardaría si pides borrarlos.")
            .WithName("GetMyRights");
        membership
            .MapGet("/me/rights-requests/{id}", HandleAsync)
            .RequireMember()
            .WithSummary("Muestra cómo va algo que pediste sobre tus datos.")
            .WithName("GetRight");
    }

    private static async Task<Ok<MyRightsView>> HandleListAsync(CurrentMember member, GetMyRights slice, CancellationToken cancellation)
    {
        var book = await slice.Rights.ReadAsync(member.MemberId, cancellation);
        var kept = await slice.KeptAsync(member.MemberId, cancellation);
        return TypedResults.Ok(
            new MyRightsView([.. book.Requests.Reverse().Select(slice.View)], [.. slice.Rows(kept).Select(KeptView.Of)])
        );
    }

    private static async Task<Results<Ok<RightsRequestView>, ProblemResult>> HandleAsync(
        string id,
        CurrentMember member,
        GetMyRights slice,
        CancellationToken cancellation
    )
    {
        var book = await slice.Rights.ReadAsync(member.MemberId, cancellation);
        Result<RightsRequestView> found = book.Find(id) is { } request ? slice.View(request) : RightsRules.NotFound;
        return found.ToOk();
    }

    private RightsStore Rights { get; } = rights;

    /// <summary>Codes of what holds the member's data today.</summary>
    internal async Task<string[]> KeptAsync(string memberId, CancellationToken cancellation)
    {
        var kept = new List<string>();
        foreach (var holder in holders)
        {
            kept.AddRange((await holder.OfAsync(memberId, cancellation)).Holds);
        }

        return [.. kept.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    internal IReadOnlyList<LegalHold> Rows(IEnumerable<string> codes) => holds.Of(codes, LimaTime.Today(time));

    private RightsRequestView View(RightsRequest request) => RightsRequestView.Of(request, Rows(request.Kept ?? []));
}
