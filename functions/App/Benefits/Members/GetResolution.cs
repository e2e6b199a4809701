using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claimants;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Officers;
using Serverless.App.Contracts.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Members;

/// <summary>The resolution of a claim for whoever may see the claim: the member, a claimant after a death, an officer.</summary>
internal sealed class GetResolution(ClaimStore claims, ContractDocuments documents, MemberAccess looks)
{
    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapGet("/claims/{id}/resolution", HandleAsync)
            .RequireMember()
            .RequireOwnClaim()
            .WithSummary("Da una dirección para bajar la resolución de tu solicitud durante cinco minutos.")
            .WithName("GetClaimResolution");
        benefits
            .MapGet("/claimants/me/resolution", HandleClaimantAsync)
            .RequireClaimant()
            .WithSummary("Da una dirección para bajar la resolución de tu trámite durante cinco minutos.")
            .WithName("GetClaimantResolution");
        benefits
            .MapGet("/backoffice/claims/{id}/resolution", HandleOfficerAsync)
            .RequireStaff(WorkRules.Analyst, WorkRules.Head)
            .WithSummary("Da una dirección para bajar la resolución de una solicitud durante cinco minutos.")
            .WithName("GetClaimResolutionForOfficer");
    }

    private static async Task<Results<Ok<DocumentLink>, ProblemResult>> HandleAsync(
        string id,
        GetResolution slice,
        CancellationToken cancellation
    ) => (await slice.LinkAsync(id, null, cancellation)).ToOk();

    private static async Task<Results<Ok<DocumentLink>, ProblemResult>> HandleClaimantAsync(
        ClaimantClaim claim,
        GetResolution slice,
        CancellationToken cancellation
    ) => (await slice.LinkAsync(claim.Opened, null, cancellation)).ToOk();

    private static async Task<Results<Ok<DocumentLink>, ProblemResult>> HandleOfficerAsync(
        string id,
        ClaimsPrincipal officer,
        GetResolution slice,
        CancellationToken cancellation
    ) => (await slice.LinkAsync(id, officer.Identity!.Name!, cancellation)).ToOk();

    /// <param name="officer">Whose look is on record before the answer; null for the claimant.</param>
    private async Task<Result<DocumentLink>> LinkAsync(string claimId, string? officer, CancellationToken cancellation)
    {
        if (await claims.FindAsync(claimId, cancellation) is not { State: var claim })
        {
            return BenefitErrors.ClaimNotFound;
        }

        if (claim.Resolution?.DocumentId is not { } documentId)
        {
            return BenefitErrors.ResolutionNotFound;
        }

        var seen = officer is null ? Done.Value : await looks.RecordAsync(claim.MemberId, officer, "benefits.get-claim", cancellation);
        return seen.Error is { } unseen ? unseen : await documents.LinkAsync(documentId, claim.MemberId, cancellation);
    }
}

/// <summary>The resolution as it stands in the view of a claim.</summary>
/// <param name="Number">As people cite it.</param>
/// <param name="DocumentId">Among the member's documents.</param>
/// <param name="VerifyCode">What anybody checks it by.</param>
internal sealed record ResolutionView(string Number, string DocumentId, string VerifyCode)
{
    /// <summary>Null while there is no paper to fetch.</summary>
    internal static ResolutionView? Of(ClaimResolution? resolution) =>
        resolution is { DocumentId: { } document, VerifyCode: { } code } ? new ResolutionView(resolution.Number, document, code) : null;
}
