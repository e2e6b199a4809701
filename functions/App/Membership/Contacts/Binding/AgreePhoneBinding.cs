using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authentication;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts.Binding;

/// <summary>
/// The second pair of eyes (domain.md section 5.2 rule 4): another officer than the one who asked. With it the number is bound, every
/// device and session of the account has ended before the answer, failures are forgotten, the old number is told, and the cool-down begins.
/// </summary>
internal sealed class AgreePhoneBinding(
    ContactStore contacts,
    PhoneOwners owners,
    FormerDevices devices,
    OperationPolicies policies,
    TimeProvider time
)
{
    private const string Operation = "membership.agree-phone-binding";

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/backoffice/members/{memberId}/phone-bindings/{bindingId}/agree", HandleAsync)
            .RequireStaff("registrar", "officer")
            .RequireIdempotencyKey()
            .WithSummary("Aprueba el celular que pidió otra persona de la oficina.")
            .WithName("AgreePhoneBinding");

    private static async Task<Results<Ok<MemberContactsView>, ProblemResult>> HandleAsync(
        string memberId,
        string bindingId,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        AgreePhoneBinding slice,
        CancellationToken cancellation
    ) => (await slice.AgreeAsync(memberId, bindingId, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    internal async Task<Result<MemberContactsView>> AgreeAsync(
        string memberId,
        string bindingId,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var read = MemberStore.IsId(memberId) ? await contacts.ReadAsync(memberId, cancellation) : MembershipErrors.MemberNotFound;
        if (read is not { IsSuccess: true, Value: var known })
        {
            return read.Error!;
        }

        var allowed = Allow(known.State.Binding, bindingId, officer);
        var old = known.Phone;
        var now = time.GetUtcNow();
        var owned = allowed.Error is { } refused ? refused : await owners.ClaimAsync(known, known.Details.Binding!, cancellation);
        var agreed = await contacts.ChangeAsync(known, command, () => owned.Error ?? Decide(), cancellation);
        var done = agreed.IsSuccess ? await owners.ReleaseAsync(agreed.Value, old, cancellation) : agreed;
        var ended = done is { IsSuccess: true, Value.State.PhoneChangedAt: { } changed }
            ? await devices.EndAsync(memberId, changed, cancellation)
            : Done.Value;
        return ended.Error ?? done.Then<MemberContactsView>(after => MemberContactsView.Of(after, now));

        Result<ContactChange> Decide() =>
            ContactRules
                .AgreeBinding(known.State, bindingId, now)
                .Then<ContactChange>(after => new ContactChange(
                    after,
                    ContactRules.Replace(known.Details, old, known.Details.Binding!, now),
                    [
                        ContactEvents.BindingAgreed.With(new BindingStep(memberId, bindingId, officer, known.State.Binding!.Reason)),
                        MembershipEvents.PhoneChanged.With(new PhoneChanged(memberId, now)),
                        MembershipEvents.PhoneRecovered.With(new PhoneRecovered(memberId, now)),
                    ]
                ));
    }

    private Result<OperationPolicy> Allow(PhoneBinding? asked, string bindingId, string officer)
    {
        if (asked is null || asked.Id != bindingId)
        {
            return ContactErrors.NoBinding;
        }

        var proved = new Assurance
        {
            SecondOfficerAgreed = true,
            Principal = officer,
            DutiesTaken = [new Duty("requester", asked.Officer)],
        };
        return policies.Check(Operation, proved);
    }
}
