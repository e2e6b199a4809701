using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>The code that a letter brought.</summary>
internal sealed record EmailCode(string? Code)
{
    public override string ToString() => nameof(EmailCode);
}

/// <summary>Proves the address. A guess is committed before its answer, so a thousand at once spend three (decision 23).</summary>
internal sealed class ConfirmEmail(ContactStore contacts, DerivedCodes codes, TimeProvider time)
{
    private const string Purpose = "membership-email";

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/me/contacts/email/confirm", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Prueba tu correo con el código que te llegó ahí.")
            .WithName("ConfirmEmail");

    private static async Task<Results<Ok<ContactsView>, ProblemResult>> HandleAsync(
        EmailCode typed,
        CurrentMember member,
        IdempotentCommand command,
        ConfirmEmail slice,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var proved = await slice.ConfirmAsync(member.MemberId, typed, command.Identity, cancellation);
        return ContactsView.Announce(proved, slice.Now, response).ToOk();
    }

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The code of a proposal, for the letter that carries it.</summary>
    internal static string CodeOf(DerivedCodes codes, string memberId, string proposalId) => codes.Of(Purpose, $"{memberId}|{proposalId}");

    internal async Task<Result<KnownContacts>> ConfirmAsync(
        string memberId,
        EmailCode typed,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var read = await contacts.ReadAsync(memberId, cancellation);
        if (read is not { IsSuccess: true, Value: var known })
        {
            return read;
        }

        var tried = await contacts.ChangeAsync(known, command, () => Decide(known, typed), cancellation);
        return tried.Then<KnownContacts>(after => after.State.Email is { Proposal: null, ProvedAt: not null } ? after : Wrong);
    }

    private static Result<KnownContacts> Wrong => EmailErrors.CodeWrong;

    private Result<ContactChange> Decide(KnownContacts known, EmailCode typed)
    {
        var (id, proposal) = (known.Member.State.Id, known.State.Email?.Proposal);
        var isRight = proposal is not null && codes.Matches(Purpose, $"{id}|{proposal.Id}", typed.Code?.Trim() ?? "");
        return EmailRules
            .Guess(known.State, isRight, Now)
            .Then<ContactChange>(after =>
                isRight
                    ? new ContactChange(after, Proved(known.Details), [EmailEvents.Proved.With(new EmailStep(id, proposal!.Id))])
                    : new ContactChange(after, known.Details, [])
            );
    }

    private static ContactDetails Proved(ContactDetails details) =>
        details with
        {
            Email = details.ProposedEmail,
            FormerEmail = details.Email,
            ProposedEmail = null,
        };
}
