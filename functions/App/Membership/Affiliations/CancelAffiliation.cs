using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations;

/// <summary>The member does not want to join after all; possible until payroll is asked, and again once it refused.</summary>
internal sealed class CancelAffiliation(AffiliationStore affiliations, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/affiliations/current/cancel", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Anula tu inscripción mientras tu planilla no la tenga.")
            .WithName("CancelAffiliation");

    private static async Task<Results<Ok<AffiliationView>, ProblemResult>> HandleAsync(
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        CancelAffiliation slice,
        CancellationToken cancellation
    )
    {
        var cancelled = await slice.CancelAsync(member.MemberId, command.Identity, cancellation);
        return AffiliationAnswers.Announce(cancelled, command, response).ToOk();
    }

    internal Task<Result<KnownAffiliation>> CancelAsync(string memberId, CommandIdentity command, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return affiliations.ChangeAsync(
            memberId,
            command,
            before => AffiliationRules.Move(before, AffiliationStep.Cancel, now).Then<Commit<Affiliation>>(after => Commit(after)),
            cancellation
        );
    }

    private static Commit<Affiliation> Commit(Affiliation cancelled) =>
        new(cancelled) { Events = [MembershipEvents.AffiliationCancelled.With(new AffiliationEnded(cancelled.MemberId, cancelled.Round))] };
}
