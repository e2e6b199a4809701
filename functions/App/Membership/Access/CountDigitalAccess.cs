using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Access;

/// <summary>
/// Row D37 in two steps, each exactly once: the member's own row decides whether this is the first activation, its event is counted
/// under its own message id. A crash between the two is healed by the outbox.
/// </summary>
internal sealed class CountDigitalAccess(CommandRunner runner, MemberStore members)
{
    private static readonly Error Known = Error.Conflict("membership.access-known");

    internal async Task<MessageOutcome> WhenActivatedAsync(
        AccountActivated activated,
        MessageContext context,
        CancellationToken cancellation
    )
    {
        if (await members.ReadAsync(activated.MemberId, cancellation) is not { State: var member })
        {
            return MessageOutcome.Reject(MembershipErrors.MemberNotFound);
        }

        var access = new DigitalAccess(member.Id, member.Kind, activated.At);
        var gained = AccessKinds.Gained.With(new DigitalAccessGained(member.Id, member.Kind, activated.At));
        var applied = await runner.RunAsync(
            AccessKinds.Access,
            AccessKinds.AccessOf(member.Id),
            Command(context),
            before => before.State is null ? new Commit<DigitalAccess>(access) { Events = [gained], InboxMessageId = context.Id } : Known,
            cancellation
        );
        return Outcome(applied);
    }

    internal async Task<MessageOutcome> WhenGainedAsync(DigitalAccessGained gained, MessageContext context, CancellationToken cancellation)
    {
        var counted = await runner.RunAsync<AccessCount>(
            AccessKinds.Count,
            AccessKinds.CountOf(gained.Kind),
            Command(context),
            before => new Commit<AccessCount>(new AccessCount(gained.Kind, (before.State?.Members ?? 0) + 1))
            {
                InboxMessageId = context.Id,
            },
            cancellation
        );
        return Outcome(counted);
    }

    private static CommandIdentity Command(MessageContext context) => new($"message-{context.Id}", context.Id, "");

    private static MessageOutcome Outcome<T>(Result<Applied<T>> applied)
        where T : class =>
        applied.Error == Known ? MessageOutcome.Done
        : applied.Error == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
        : MessageOutcome.From(applied);
}
