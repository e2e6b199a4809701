using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Email;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>An address for notices.</summary>
internal sealed record EmailWish(string? Email)
{
    public override string ToString() => nameof(EmailWish);
}

/// <summary>Notes an address and has a code sent to it; until the code comes back nothing else is.</summary>
internal sealed class ProposeEmail(ContactStore contacts, TimeProvider time)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/me/contacts/email", HandleAsync)
            .RequireMember()
            .RequireIfMatch()
            .RequireIdempotencyKey()
            .WithSummary("Pone o cambia tu correo para avisos.")
            .WithName("ProposeEmail");

    private static async Task<Results<Ok<ContactsView>, ProblemResult>> HandleAsync(
        EmailWish wish,
        CurrentMember member,
        IfMatch seen,
        IdempotentCommand command,
        ProposeEmail slice,
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
        EmailWish wish,
        long seen,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (EmailAddress.Parse(wish.Email) is not { IsSuccess: true, Value: var email })
        {
            return Error.Invalid("platform.email-invalid");
        }

        var read = await contacts.ReadAsync(memberId, cancellation);
        return read is not { IsSuccess: true, Value: var known }
            ? read
            : await contacts.ChangeAsync(known, command, () => Decide(known, email, seen, command), cancellation);
    }

    private Result<ContactChange> Decide(KnownContacts known, EmailAddress email, long seen, CommandIdentity command)
    {
        if (known.State.Version != seen)
        {
            return StorageErrors.PreconditionFailed;
        }

        if (known.Details.Email == email.Value)
        {
            return EmailErrors.Same;
        }

        return EmailRules
            .Propose(known.State, command.CommandId, Now)
            .Then<ContactChange>(after => new ContactChange(
                after,
                known.Details with
                {
                    ProposedEmail = email.Value,
                },
                [EmailEvents.Proposed.With(new EmailStep(known.Member.State.Id, command.CommandId))]
            ));
    }
}
