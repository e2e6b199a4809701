using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Members;

/// <summary>From what became of a claim to what the claimant is told, and who may ask at all.</summary>
internal sealed class ClaimAnswers(WorkingCalendar calendar)
{
    /// <summary>The view, with its version in <c>ETag</c> and, for a repetition, the header that says so.</summary>
    internal Result<ClaimView> View(Result<KnownClaim> claim, HttpResponse response, IdempotentCommand? command = null) =>
        claim.Then<ClaimView>(known =>
        {
            IfMatch.Announce(response, known.Version);
            if (known.Replayed)
            {
                command?.MarkReplayed();
            }

            return ClaimView.Of(known.State, calendar);
        });

    internal Results<Ok<ClaimView>, ProblemResult> Ok(Result<KnownClaim> claim, HttpResponse response, IdempotentCommand? command = null) =>
        View(claim, response, command).ToOk();
}

/// <summary>The door of a claim: the member whose it is, and nobody else; to others it is not there.</summary>
internal static class OwnClaimExtensions
{
    /// <summary>Goes with <c>RequireMember</c> and a route with <c>{id}</c>.</summary>
    internal static RouteHandlerBuilder RequireOwnClaim(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                var member = (await CurrentMember.BindAsync(http))!;
                var claims = http.RequestServices.GetRequiredService<ClaimStore>();
                var own = await claims.FindOwnAsync($"{http.GetRouteValue("id")}", member.MemberId, http.RequestAborted);
                return own is null ? BenefitErrors.ClaimNotFound.ToProblem() : await next(context);
            }
        );
}
