using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Benefits.Officers;

/// <summary>A court keeps back a part.</summary>
/// <param name="File">The court's number: letters, digits and hyphens, no names.</param>
internal sealed record CourtOrderNotice(string File, long Centimos);

/// <summary>Court orders on a claim: figures made without them are void.</summary>
internal sealed partial class CourtOrders(OfficerActs acts, DerivedIds ids)
{
    private OfficerActs Acts { get; } = acts;
    private DerivedIds Ids { get; } = ids;

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapPost("/backoffice/claims/{id}/court-orders", PlaceAsync)
            .RequireStaff(WorkRules.Head)
            .RequireIdempotencyKey()
            .WithSummary("Registra una retención que ordena un juzgado.")
            .WithName("PlaceCourtOrder");
        benefits
            .MapPost("/backoffice/claims/{id}/court-orders/{orderId}/lift", LiftAsync)
            .RequireStaff(WorkRules.Head)
            .RequireIdempotencyKey()
            .WithSummary("Levanta una retención que el juzgado dejó sin efecto.")
            .WithName("LiftCourtOrder");
    }

    private static async Task<Results<Ok<OfficerClaimView>, ProblemResult>> PlaceAsync(
        CourtOrderNotice notice,
        OfficerAct act,
        CourtOrders slice,
        CancellationToken c
    )
    {
        if (notice.Centimos <= 0 || !FileNumber().IsMatch(notice.File ?? ""))
        {
            return BenefitErrors.CourtOrderInvalid.ToProblem();
        }

        var id = slice.Ids.For(act.ClaimId, "benefits/court-order", act.Command.CommandId);
        var order = new CourtOrder(id, notice.File!, Money.FromCentimos(notice.Centimos), slice.Acts.Now, null);
        return await slice.Acts.RunAsync(act, new ClaimAct("court-order", "", id), (claim, now) => FigureRules.Order(claim, order, now), c);
    }

    private static Task<Results<Ok<OfficerClaimView>, ProblemResult>> LiftAsync(
        string orderId,
        OfficerAct act,
        CourtOrders slice,
        CancellationToken c
    ) => slice.Acts.RunAsync(act, new ClaimAct("lift-court-order", "", orderId), (claim, now) => FigureRules.Lift(claim, orderId, now), c);

    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{3,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex FileNumber();
}
