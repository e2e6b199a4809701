using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authentication;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>An officer's word on a request.</summary>
/// <param name="Grants">Whether the member gets what they asked for.</param>
/// <param name="Reason">10 to 500 letters, which the member reads.</param>
internal sealed record RightsDecision(bool Grants, string? Reason);

/// <summary>
/// Four eyes on a member's data: the first officer proposes, another one says the same, and only then is anything changed. What is granted
/// is done before it is written down as done, so that a crash in between is finished by the same word coming again.
/// </summary>
internal sealed class DecideRight(
    RightsStore rights,
    MemberStore members,
    ApplyRight apply,
    GetMyRights holds,
    RightsDesk desk,
    OperationPolicies policies,
    TimeProvider time
)
{
    private const string Operation = "membership.decide-right";

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/backoffice/members/{memberId}/rights-requests/{id}/decision", HandleAsync)
            .RequireStaff("officer")
            .RequireIdempotencyKey()
            .WithSummary("Responde lo que un asociado pidió sobre sus datos; vale cuando dos personas dicen lo mismo.")
            .WithName("DecideRight");

    private static async Task<Results<Ok<RightsRequestView>, ProblemResult>> HandleAsync(
        string memberId,
        string id,
        RightsDecision decision,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        DecideRight slice,
        CancellationToken cancellation
    ) => (await slice.DecideAsync(memberId, id, decision, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    internal async Task<Result<RightsRequestView>> DecideAsync(
        string memberId,
        string id,
        RightsDecision decision,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (!RightsRules.IsReason(decision.Reason))
        {
            return RightsRules.ReasonMissing;
        }

        if (!MemberStore.IsId(memberId) || (await rights.ReadAsync(memberId, cancellation)).Find(id) is not { } request)
        {
            return RightsRules.NotFound;
        }

        var word = new RightsProposal(officer, decision.Grants, decision.Reason!.Trim(), time.GetUtcNow());
        var next = RightsRules.Decide(request, word);
        if (next is { IsSuccess: true, Value.IsOpen: false } && MayAgree(request, officer).Error is { } denied)
        {
            return denied;
        }

        string[] kept = [];
        if (next is { IsSuccess: true, Value.Status: RightsStatus.Granted })
        {
            var done = await DoAsync(memberId, request, officer, cancellation);
            if (done.Error is { } undone)
            {
                return undone;
            }

            kept = done.Value;
        }

        var book = await rights.ChangeAsync(memberId, command, before => Write(before, id, word, kept), cancellation);
        return book.Error is { } refused ? refused : await AnswerAsync(book.Value.Find(id)!, cancellation);
    }

    private async Task<Result<RightsRequestView>> AnswerAsync(RightsRequest request, CancellationToken cancellation)
    {
        if (!request.IsOpen)
        {
            await desk.CloseAsync(request, cancellation);
        }

        return RightsRequestView.Of(request, holds.Rows(request.Kept ?? []));
    }

    private Result<OperationPolicy> MayAgree(RightsRequest request, string officer) =>
        policies.Check(
            Operation,
            new Assurance
            {
                SecondOfficerAgreed = true,
                Principal = officer,
                DutiesTaken = [new Duty("requester", request.Proposal!.Officer)],
            }
        );

    /// <summary>Answers what was left in place.</summary>
    private async Task<Result<string[]>> DoAsync(string memberId, RightsRequest request, string officer, CancellationToken cancellation)
    {
        if (await members.ReadAsync(memberId, cancellation) is not { } member)
        {
            return MembershipErrors.MemberNotFound;
        }

        var kept = request.Kind == RightKind.Erasure ? await holds.KeptAsync(memberId, cancellation) : [];
        var words = await rights.WordsAsync(member, request.Id, cancellation);
        var done = (request.Kind, words) switch
        {
            (RightKind.Rectification, { Value: not null }) => await apply.RectifyAsync(member, request, words, officer, cancellation),
            (RightKind.Erasure, not null) => await apply.EraseAsync(member, request, kept.Length == 0, officer, cancellation),
            // Erased by this very request before, and perhaps no further: whoever is still signed in goes.
            (RightKind.Erasure, null) => await apply.EndSessionsAsync(memberId, cancellation),
            _ => Done.Value,
        };
        return done.Error is { } undone ? undone : kept;
    }

    private static Result<Commit<RightsBook>> Write(RightsBook before, string id, RightsProposal word, string[] kept)
    {
        var request = before.Find(id)!;
        return RightsRules
            .Decide(request, word)
            .Then<Commit<RightsBook>>(after =>
            {
                var outcome = after.Status == RightsStatus.Proposed ? null : after.Status.ToString().ToLowerInvariant();
                var moved = new RightsMoved(before.MemberId, id, RightsRules.CodeOf(request.Kind), word.Officer, outcome);
                return new Commit<RightsBook>(before.With(after with { Kept = kept.Length == 0 ? after.Kept : kept }))
                {
                    Events = [(after.IsOpen ? RightsEvents.Proposed : RightsEvents.Decided).With(moved)],
                    Answer = new IdempotencyRecord(200, id),
                };
            });
    }
}
