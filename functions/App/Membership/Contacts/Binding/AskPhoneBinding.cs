using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Contacts.Binding;

/// <summary>A number for a member who cannot prove one.</summary>
/// <param name="Reason">One of <see cref="BindingReasons"/>.</param>
internal sealed record PhoneBindingWish(string? Phone, string? Reason)
{
    public override string ToString() => nameof(PhoneBindingWish);
}

/// <summary>
/// The way back for who lost phone and number, never had one in the register, or failed too often (<c>identity.needs-officer</c>): an
/// officer who has the person before them asks, and nothing changes until a second one agrees.
/// </summary>
internal sealed class AskPhoneBinding(ContactStore contacts, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/backoffice/members/{memberId}/phone-bindings", HandleAsync)
            .RequireStaff("registrar", "officer")
            .RequireIdempotencyKey()
            .WithSummary("Pide atar un celular a un asociado que no puede probar el suyo.")
            .WithName("AskPhoneBinding");

    private static async Task<Results<Ok<MemberContactsView>, ProblemResult>> HandleAsync(
        string memberId,
        PhoneBindingWish wish,
        ClaimsPrincipal officer,
        IdempotentCommand command,
        AskPhoneBinding slice,
        CancellationToken cancellation
    ) => (await slice.AskAsync(memberId, wish, officer.Identity!.Name!, command.Identity, cancellation)).ToOk();

    internal async Task<Result<MemberContactsView>> AskAsync(
        string memberId,
        PhoneBindingWish wish,
        string officer,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (MobileNumber.Parse(wish.Phone) is not { IsSuccess: true, Value: var phone })
        {
            return Error.Invalid("platform.mobile-invalid");
        }

        if (wish.Reason is not { } reason || !BindingReasons.All.Contains(reason))
        {
            return ContactErrors.ReasonUnknown;
        }

        var read = MemberStore.IsId(memberId) ? await contacts.ReadAsync(memberId, cancellation) : MembershipErrors.MemberNotFound;
        if (read is not { IsSuccess: true, Value: var known })
        {
            return read.Error!;
        }

        var now = time.GetUtcNow();
        var binding = new PhoneBinding(command.CommandId, officer, reason, now + ContactRules.BindingLife);
        var step = new BindingStep(memberId, binding.Id, officer, reason);
        var asked = await contacts.ChangeAsync(known, command, Decide, cancellation);
        return asked.Then<MemberContactsView>(after => MemberContactsView.Of(after, now));

        Result<ContactChange> Decide() =>
            new ContactChange(
                ContactRules.AskBinding(known.State, binding),
                known.Details with
                {
                    Binding = phone.E164,
                    Proposed = null,
                },
                [ContactEvents.BindingAsked.With(step)]
            );
    }
}
