using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations;

/// <summary>
/// Payroll refused and the member has mended the cause: the discount is asked for again, of the unit where the register has the member
/// now. What was confirmed and signed still stands.
/// </summary>
internal sealed class CorrectAffiliation(AffiliationStore affiliations, MemberStore members, JoiningRules joining, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/affiliations/current/correct", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Envía otra vez a tu planilla una inscripción que rechazó.")
            .WithName("CorrectAffiliation");

    private static async Task<Results<Ok<AffiliationView>, ProblemResult>> HandleAsync(
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        CorrectAffiliation slice,
        CancellationToken cancellation
    )
    {
        var corrected = await slice.CorrectAsync(member.MemberId, command.Identity, cancellation);
        return AffiliationAnswers.Announce(corrected, command, response).ToOk();
    }

    internal async Task<Result<KnownAffiliation>> CorrectAsync(string memberId, CommandIdentity command, CancellationToken cancellation)
    {
        if (await members.ReadAsync(memberId, cancellation) is not { State: var member })
        {
            return MembershipErrors.MemberNotFound;
        }

        var now = time.GetUtcNow();
        return await affiliations.ChangeAsync(
            memberId,
            command,
            before =>
                AffiliationRules
                    .Correct(before, now)
                    .Then(after => joining.CheckKind(member.Kind, now).Then<Affiliation>(_ => after))
                    .Then<Commit<Affiliation>>(after => new Commit<Affiliation>(after)
                    {
                        Events = [ConfirmAffiliation.Sent(after, member)],
                    }),
            cancellation
        );
    }
}
