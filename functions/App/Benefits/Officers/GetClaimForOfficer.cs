using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Members;
using Serverless.App.Benefits.Timeline;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Officers;

/// <summary>A claim, its way and its papers for an officer; that they looked is on record before they see it.</summary>
internal sealed class GetClaimForOfficer(
    ClaimStore claims,
    MemberAccess looks,
    GetTimeline timeline,
    Uploads uploads,
    WorkingCalendar calendar,
    TimeProvider time
)
{
    private WorkingCalendar Calendar { get; } = calendar;
    private TimeProvider Time { get; } = time;
    private GetTimeline Timeline { get; } = timeline;
    private Uploads Uploads { get; } = uploads;

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapGet("/backoffice/claims/{id}", HandleAsync)
            .RequireStaff(WorkRules.Analyst, WorkRules.Head)
            .WithSummary("Muestra una solicitud con su cálculo y quién hizo qué.")
            .WithName("GetClaimForOfficer");
        benefits
            .MapGet("/backoffice/claims/{id}/timeline", TimelineAsync)
            .RequireStaff(WorkRules.Analyst, WorkRules.Head)
            .WithSummary("Muestra los pasos como los ve quien la pidió.")
            .WithName("GetClaimTimelineForOfficer");
        benefits
            .MapGet("/backoffice/claims/{id}/documents/{code}/content", ContentAsync)
            .RequireStaff(WorkRules.Analyst, WorkRules.Head)
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .WithSummary("Descarga un documento de la solicitud.")
            .WithName("GetClaimDocumentContent");
    }

    private static async Task<Results<Ok<OfficerClaimView>, ProblemResult>> HandleAsync(
        string id,
        ClaimsPrincipal officer,
        HttpResponse response,
        GetClaimForOfficer slice,
        CancellationToken cancellation
    )
    {
        var seen = await slice.SeeAsync(id, officer, "benefits.get-claim", cancellation);
        return seen.Then<OfficerClaimView>(known =>
            {
                IfMatch.Announce(response, known.Version);
                return OfficerClaimView.Of(known.State, slice.Calendar, LimaTime.Today(slice.Time));
            })
            .ToOk();
    }

    private static async Task<Results<Ok<ClaimTimeline>, ProblemResult>> TimelineAsync(
        string id,
        ClaimsPrincipal officer,
        GetClaimForOfficer slice,
        CancellationToken cancellation
    )
    {
        var seen = await slice.SeeAsync(id, officer, "benefits.get-timeline", cancellation);
        return seen.Error is { } missing ? missing.ToProblem() : (await slice.Timeline.ReadAsync(id, cancellation)).ToOk();
    }

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> ContentAsync(
        string id,
        string code,
        ClaimsPrincipal officer,
        GetClaimForOfficer slice,
        CancellationToken cancellation
    )
    {
        var seen = await slice.SeeAsync(id, officer, $"benefits.get-document-{code}", cancellation);
        if (seen.Error is { } missing)
        {
            return missing.ToProblem();
        }

        if (seen.Value.State.Documents.FirstOrDefault(known => known.Code == code) is not { } document)
        {
            return BenefitErrors.DocumentNotFound.ToProblem();
        }

        var content = await slice.Uploads.OpenAsync(document.UploadId, UploadDocument.OwnerOf(id, code), 0, cancellation);
        return content.Error is { } gone ? gone.ToProblem() : TypedResults.Stream(content.Value, document.ContentType);
    }

    private async Task<Result<KnownClaim>> SeeAsync(string id, ClaimsPrincipal officer, string purpose, CancellationToken cancellation)
    {
        if (await claims.FindAsync(id, cancellation) is not { } known)
        {
            return BenefitErrors.ClaimNotFound;
        }

        var recorded = await looks.RecordAsync(known.State.MemberId, officer.Identity!.Name!, purpose, cancellation);
        return recorded.Error is { } unrecorded ? unrecorded : known;
    }
}
