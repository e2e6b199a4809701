using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Members;

/// <summary>The member's own claims, and one of them.</summary>
internal sealed class GetClaims(ClaimBooks books, ClaimStore claims, ClaimAnswers answers, WorkingCalendar calendar)
{
    private ClaimAnswers Answers { get; } = answers;
    private ClaimBooks Books { get; } = books;
    private WorkingCalendar Calendar { get; } = calendar;

    internal static void Map(RouteGroupBuilder benefits)
    {
        benefits
            .MapGet("/claims", ListAsync)
            .RequireMember()
            .WithSummary("Lista tus solicitudes de beneficio, la más nueva primero.")
            .WithName("ListClaims");
        benefits
            .MapGet("/claims/{id}", HandleAsync)
            .RequireMember()
            .RequireOwnClaim()
            .WithSummary("Muestra una solicitud tuya y lo que puedes hacer ahora.")
            .WithName("GetClaim");
    }

    private static async Task<Ok<ClaimView[]>> ListAsync(CurrentMember member, GetClaims slice, CancellationToken cancellation)
    {
        var own = await slice.Books.OfAsync(member.MemberId, cancellation);
        return TypedResults.Ok(own.Select(claim => ClaimView.Of(claim.State, slice.Calendar)).ToArray());
    }

    internal static async Task<Results<Ok<ClaimView>, ProblemResult>> HandleAsync(
        string id,
        HttpResponse response,
        GetClaims slice,
        CancellationToken cancellation
    ) => slice.Answers.Ok(await slice.ReadAsync(id, cancellation), response);

    private async Task<Result<KnownClaim>> ReadAsync(string id, CancellationToken cancellation) =>
        await claims.FindAsync(id, cancellation) is { } claim ? claim : BenefitErrors.ClaimNotFound;
}
