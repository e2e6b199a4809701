using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Contacts;

/// <summary>A number to change to.</summary>
/// <param name="Phone">A mobile of Peru.</param>
internal sealed record PhoneWish(string? Phone)
{
    public override string ToString() => nameof(PhoneWish);
}

/// <summary>
/// The first step of a new number: it is noted, and nothing is sent to it. The caller names the version that they saw, so that of two
/// screens that change at once one is told that it is late.
/// </summary>
internal sealed class ProposePhone(ContactStore contacts, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/me/contacts/phone", HandleAsync)
            .RequireMember()
            .RequireIfMatch()
            .RequireIdempotencyKey()
            .WithSummary("Empieza el cambio de tu celular.")
            .WithName("ProposePhone");

    private static async Task<Results<Ok<ContactsView>, ProblemResult>> HandleAsync(
        PhoneWish wish,
        CurrentMember member,
        IfMatch seen,
        IdempotentCommand command,
        ProposePhone slice,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var proposed = await slice.ProposeAsync(member.MemberId, wish, seen.Version, command.Identity, cancellation);
        return ContactsView.Announce(proposed, slice.Now, response).ToOk();
    }

    private DateTimeOffset Now => time.GetUtcNow();

    internal async Task<Result<KnownContacts>> ProposeAsync(
        string memberId,
        PhoneWish wish,
        long seen,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (MobileNumber.Parse(wish.Phone) is not { IsSuccess: true, Value: var phone })
        {
            return Error.Invalid("platform.mobile-invalid");
        }

        var read = await contacts.ReadAsync(memberId, cancellation);
        return read is not { IsSuccess: true, Value: var known }
            ? read
            : await contacts.ChangeAsync(known, command, () => Decide(known, phone, seen, command), cancellation);
    }

    private Result<ContactChange> Decide(KnownContacts known, MobileNumber phone, long seen, CommandIdentity command)
    {
        if (known.State.Version != seen)
        {
            return StorageErrors.PreconditionFailed;
        }

        if (known.Phone == phone.E164)
        {
            return ContactErrors.SamePhone;
        }

        // The command's own id: the same wish again is the same proposal, and another wish makes codes of this one worthless.
        var step = new PhoneStep(known.Member.State.Id, command.CommandId, null);
        return ContactRules
            .Propose(known.State, command.CommandId, Now)
            .Then<ContactChange>(after => new ContactChange(
                after,
                known.Details with
                {
                    Proposed = phone.E164,
                },
                [ContactEvents.Proposed.With(step)]
            ));
    }
}
