using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations.Papers;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations;

/// <summary>The code that the member got by SMS for this very act.</summary>
internal sealed record ConfirmationRequest(string ChallengeId, string Code)
{
    private const int LongestField = 128;

    /// <summary>Whether both fields are there and neither is nonsense.</summary>
    internal bool IsComplete => this is { ChallengeId.Length: > 0 and <= LongestField, Code.Length: > 0 and <= LongestField };

    public override string ToString() => $"{nameof(ConfirmationRequest)} {ChallengeId}";
}

/// <summary>
/// The member's will, proved: both papers signed, and a code that was asked for joining in this round under these texts. It carries the
/// affiliation to payroll in one commit; what must be proved is the policy table's word.
/// </summary>
internal sealed class ConfirmAffiliation(
    AffiliationStore affiliations,
    MemberStore members,
    ConfirmedAct act,
    AffiliationPapers papers,
    JoiningRules joining,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/affiliations/current/confirm", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Confirma tu inscripción con el código que te llegó por SMS.")
            .WithName("ConfirmAffiliation");

    private static async Task<Results<Ok<AffiliationView>, ProblemResult>> HandleAsync(
        ConfirmationRequest request,
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        ConfirmAffiliation slice,
        CancellationToken cancellation
    )
    {
        var confirmed = await slice.ConfirmAsync(member, request, command.Identity, cancellation);
        return AffiliationAnswers.Announce(confirmed, command, response).ToOk();
    }

    internal async Task<Result<KnownAffiliation>> ConfirmAsync(
        CurrentMember caller,
        ConfirmationRequest request,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (!request.IsComplete)
        {
            return AffiliationErrors.BadConfirmation;
        }

        if (await members.ReadAsync(caller.MemberId, cancellation) is not { State: var member })
        {
            return MembershipErrors.MemberNotFound;
        }

        var now = time.GetUtcNow();
        var known = await affiliations.ReadAsync(caller.MemberId, cancellation);

        // A step out of turn spends no code; if it is the repetition of the one that was taken, the store knows it.
        var next = AffiliationRules.Confirm(known.State, now).Then(_ => joining.CheckKind(member.Kind, now));
        if (next.Error is { } outOfTurn)
        {
            return await affiliations.ChangeAsync(caller.MemberId, command, _ => outOfTurn, cancellation);
        }

        var meant = ConfirmationView.Of(known.State);
        var signed = await papers.AreSignedAsync(known.State, cancellation);
        var proof = await act.ProveAsync(caller, meant, request, signed, command, cancellation);
        return proof.Error is { } refused
            ? refused
            : await affiliations.ChangeAsync(
                caller.MemberId,
                command,
                before =>
                    ConfirmationView.Of(before).Hash == meant.Hash
                        ? AffiliationRules
                            .Confirm(before, now)
                            .Then<Commit<Affiliation>>(after => Commit(before, after, member, proof.Value))
                        : AffiliationRules.NotAllowed(before.Status),
                cancellation
            );
    }

    internal static NewEvent Sent(Affiliation sent, Member member) =>
        MembershipEvents.AffiliationSentToPayroll.With(
            new AffiliationSentToPayroll(sent.MemberId, sent.Round, sent.Attempts, member.Ugel, member.Kind, sent.Since)
        );

    private static Commit<Affiliation> Commit(Affiliation before, Affiliation sent, Member member, ActProof proof)
    {
        var confirmed = new AffiliationConfirmed(
            sent.MemberId,
            sent.Round,
            proof.Code.ChallengeId,
            proof.OperationHash,
            proof.Code.PhoneMasked
        );
        return new Commit<Affiliation>(sent)
        {
            // Steps whose own message is still on its way are written here: the message then finds nothing left to do.
            Events =
            [
                .. PaperSteps.Between(before, AffiliationStatus.DocumentsSigned),
                AffiliationEvents.Confirmed.With(confirmed),
                Sent(sent, member),
            ],
        };
    }
}
