using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts;

/// <summary>
/// The two proofs of a new number: the old one agrees by a code to itself, then the new one is proved by a code to itself. Each code is
/// bound to this very proposal, so a code of one step, of another member or of an earlier number opens nothing.
/// </summary>
internal sealed class ConfirmPhone(ContactStore contacts, ConfirmedAct act, PhoneOwners owners, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership)
    {
        Add(membership, "authorise", "AuthorisePhone", "Autoriza el cambio con el código que llegó a tu celular de siempre.");
        Add(membership, "confirm", "ConfirmPhone", "Termina el cambio con el código que llegó a tu celular nuevo.");
    }

    private static void Add(RouteGroupBuilder membership, string step, string name, string summary) =>
        membership
            .MapPost(
                $"/me/contacts/phone/{step}",
                (
                    ConfirmationRequest request,
                    CurrentMember member,
                    IdempotentCommand command,
                    ConfirmPhone slice,
                    HttpResponse response,
                    CancellationToken c
                ) => HandleAsync(step, request, member, command, slice, response, c)
            )
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary(summary)
            .WithName(name);

    private static async Task<Results<Ok<ContactsView>, ProblemResult>> HandleAsync(
        string step,
        ConfirmationRequest request,
        CurrentMember member,
        IdempotentCommand command,
        ConfirmPhone slice,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var taken = await slice.TakeAsync(step == "confirm", member, request, command.Identity, cancellation);
        return ContactsView.Announce(taken, slice.Now, response).ToOk();
    }

    private DateTimeOffset Now => time.GetUtcNow();

    /// <param name="last">Whether it is the new number's turn.</param>
    internal async Task<Result<KnownContacts>> TakeAsync(
        bool last,
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

        var read = await contacts.ReadAsync(caller.MemberId, cancellation);
        if (read is not { IsSuccess: true, Value: var known })
        {
            return read;
        }

        // A step out of turn spends no code; if it is the repetition of the one that was taken, the store knows it.
        var open = InTurn(known.State, last);
        if (open.Error is { } outOfTurn)
        {
            return await contacts.ChangeAsync(known, command, () => outOfTurn, cancellation);
        }

        var proof = await act.ProveAsync(
            caller,
            PhoneChangeView.Act(known, open.Value),
            request,
            papersSigned: false,
            command,
            cancellation
        );
        if (proof.Error is { } refused)
        {
            return refused;
        }

        if (!last)
        {
            return await contacts.ChangeAsync(known, command, () => Authorised(known, proof.Value), cancellation);
        }

        var old = known.Phone;
        var owned = await owners.ClaimAsync(known, cancellation);
        var changed = owned.Error ?? await contacts.ChangeAsync(known, command, () => Changed(known, proof.Value), cancellation);
        return changed.IsSuccess ? await owners.ReleaseAsync(changed.Value, old, cancellation) : changed;
    }

    private Result<PhoneProposal> InTurn(MemberContacts state, bool last) =>
        ContactRules
            .OpenProposal(state, Now)
            .Then<PhoneProposal>(open =>
                open.Authorised == last ? open
                : last ? ContactErrors.NotAuthorised
                : ContactErrors.NoChange
            );

    private Result<ContactChange> Authorised(KnownContacts known, ActProof proof) =>
        ContactRules
            .Authorise(known.State, Now)
            .Then<ContactChange>(after => new ContactChange(after, known.Details, [ContactEvents.Authorised.With(Step(known, proof))]));

    private Result<ContactChange> Changed(KnownContacts known, ActProof proof)
    {
        var now = Now;
        return ContactRules
            .Confirm(known.State, now)
            .Then<ContactChange>(after => new ContactChange(
                after,
                ContactRules.Replace(known.Details, known.Phone, known.Details.Proposed!, now),
                [
                    ContactEvents.Proved.With(Step(known, proof)),
                    MembershipEvents.PhoneChanged.With(new PhoneChanged(known.Member.State.Id, now)),
                ]
            ));
    }

    private static PhoneStep Step(KnownContacts known, ActProof proof) =>
        new(known.Member.State.Id, known.State.Proposal!.Id, proof.Code.ChallengeId);
}
