using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Authentication;
using Serverless.Platform.Face;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Identity.Face.Reviews;

/// <summary>What an officer sees.</summary>
/// <param name="Decision"><c>match</c>, <c>no-match</c> or <c>inconclusive</c>.</param>
internal sealed record FaceOpinion(string Decision);

/// <summary>An officer's word on a photo: for an act and for a reference two officers must agree, each once (decision 5: four eyes).</summary>
internal sealed class VoteFaceReview(
    FaceReviews reviews,
    FaceStore faces,
    FaceOutcomes outcomes,
    FaceEnrolments enrolments,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost($"{ListFaceReviews.Route}/{{id}}/votes", HandleAsync)
            .RequireStaff(FaceReviews.Officer)
            .RequireIdempotencyKey()
            .WithSummary("Dice si la foto es de la misma persona.")
            .WithName("VoteFaceReview");

    private static async Task<Results<Ok<FaceReviewView>, ProblemResult>> HandleAsync(
        string id,
        FaceOpinion opinion,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        VoteFaceReview slice,
        CancellationToken cancellation
    ) => (await slice.VoteAsync(id, opinion, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    internal async Task<Result<FaceReviewView>> VoteAsync(
        string id,
        FaceOpinion opinion,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (Decision(opinion.Decision) is not { } decision)
        {
            return FaceRefusals.VoteInvalid;
        }

        if (await reviews.FindAsync(id, cancellation) is not { } review)
        {
            return FaceRefusals.ReviewNotFound;
        }

        var vote = new OfficerVote(officer, decision, time.GetUtcNow());
        var member = review.Profile.MemberId;
        var voted = await faces.StepAsync(member, command, "face-vote", Decide, cancellation);
        if (voted.Error is { } refused)
        {
            return refused;
        }

        var settled = await SettleAsync(voted.Value, review.Session.Id, command, cancellation);
        return settled.Then<FaceReviewView>(after => FaceReviewView.Of(after, after.Find(review.Session.Id)!));

        Result<Commit<FaceProfile>> Decide(FaceProfile before) =>
            before.Find(review.Session.Id) is not { Status: FaceSessionStatus.InReview } open ? FaceRefusals.ReviewOver
            : open.Votes.Any(other => other.Officer == officer) ? FaceRefusals.VotedAlready
            : new Commit<FaceProfile>(before.With(open with { Votes = [.. open.Votes, vote] }))
            {
                Events = [FaceEvents.Voted.With(new FaceVoted(open.Id, officer, decision))],
            };
    }

    private async Task<Result<FaceProfile>> SettleAsync(
        FaceProfile profile,
        string sessionId,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var session = profile.Find(sessionId)!;
        if (session.Status != FaceSessionStatus.InReview)
        {
            return profile;
        }

        var settled =
            session.Purpose == FacePurpose.Enrolment
                ? await enrolments.SettleAsync(profile, session, command, cancellation)
                : await outcomes.SettleAsync(profile, session, null, over: false, command, cancellation);
        if (settled.Error == FaceRefusals.NotFinished)
        {
            return profile;
        }

        if (settled.IsSuccess)
        {
            await reviews.RemoveAsync(session, cancellation);
        }

        return settled;
    }

    private static FaceDecision? Decision(string? word) =>
        word switch
        {
            "match" => FaceDecision.Match,
            "no-match" => FaceDecision.NoMatch,
            "inconclusive" => FaceDecision.Inconclusive,
            _ => null,
        };
}
