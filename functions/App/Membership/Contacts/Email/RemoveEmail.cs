using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Contacts.Email;

/// <summary>Takes the address out, and whatever was named in its place.</summary>
internal sealed class RemoveEmail(ContactStore contacts)
{
    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapDelete("/me/contacts/email", HandleAsync)
            .RequireMember()
            .RequireIfMatch()
            .WithSummary("Quita tu correo.")
            .WithName("RemoveEmail");

    private static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        CurrentMember member,
        IfMatch seen,
        RemoveEmail slice,
        CancellationToken cancellation
    ) => (await slice.RemoveAsync(member.MemberId, seen.Version, cancellation)).ToNoContent();

    internal async Task<Result<Done>> RemoveAsync(string memberId, long seen, CancellationToken cancellation)
    {
        var read = await contacts.ReadAsync(memberId, cancellation);
        if (read is not { IsSuccess: true, Value: var known })
        {
            return read.Error!;
        }

        // The version that was seen names the wish: the same deletion again finds that it was done.
        var wish = $"remove-email-{seen}";
        var removed = await contacts.ChangeAsync(known, new CommandIdentity(wish, wish, ""), Decide, cancellation);
        return removed.Then<Done>(_ => Done.Value);

        Result<ContactChange> Decide() =>
            known.State.Version != seen
                ? StorageErrors.PreconditionFailed
                : EmailRules.Remove(known.State).Then<ContactChange>(after => new ContactChange(after, Empty(known.Details), [Removed()]));

        NewEvent Removed() => EmailEvents.Removed.With(new EmailStep(memberId, null));
    }

    private static ContactDetails Empty(ContactDetails details) => details with { Email = null, ProposedEmail = null, FormerEmail = null };
}
