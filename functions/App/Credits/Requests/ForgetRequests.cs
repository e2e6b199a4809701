using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Requests;

/// <summary>
/// The member is erased (Law 29733): requests that ended without money lose the accounts that it would have gone to. Loans and what led to
/// them stay as proof. A request that still runs stays as well, and is looked at again every month until it has become one or the other. A second
/// delivery finds nothing to do.
/// </summary>
internal sealed class ForgetRequests(RequestStore requests, AggregateStore store, CommandRunner runner, TimeProvider time)
{
    private const int PageSize = 100;
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(30);

    internal async Task<MessageOutcome> HandleAsync(ErasureGranted granted, MessageContext context, CancellationToken cancellation)
    {
        string? after = null;
        do
        {
            var entries = await requests.OfMemberAsync(granted.MemberId, after, PageSize, cancellation);
            foreach (var entry in entries)
            {
                var outcome = await ForgetAsync(entry.Subject, context, cancellation);
                if (outcome.TryAgain)
                {
                    return outcome;
                }
            }

            after = entries.Count == PageSize ? entries[^1].Key : null;
        } while (after is not null);

        return MessageOutcome.Done;
    }

    /// <summary>A request that ran when its member was erased.</summary>
    internal Task<MessageOutcome> AgainAsync(RequestDue due, MessageContext context, CancellationToken cancellation) =>
        ForgetAsync(due.RequestId, context, cancellation);

    /// <summary>Whether it may go is decided on what the request is at the moment of the commit.</summary>
    private async Task<MessageOutcome> ForgetAsync(string id, MessageContext context, CancellationToken cancellation)
    {
        var (_, personal) = await store.ReadWithPersonalAsync(RequestStore.Kind, id, cancellation);
        if (personal.All(row => row.Sealed.IsEmpty))
        {
            return MessageOutcome.Done;
        }

        var forgotten = await runner.RunAsync(
            RequestStore.Kind,
            id,
            new CommandIdentity($"message-{context.Id}", context.Id, ""),
            before => before.State is { } request ? Forget(request, id, personal, context) : CreditsErrors.NothingToDo,
            cancellation
        );
        return forgotten.Error is { } failed && failed != CreditsErrors.NothingToDo ? MessageOutcome.Retry(failed) : MessageOutcome.Done;
    }

    private Result<Commit<CreditRequest>> Forget(
        CreditRequest request,
        string id,
        IReadOnlyList<PersonalRow> personal,
        MessageContext context
    )
    {
        var now = time.GetUtcNow();
        if (RequestRules.MayBeForgotten(request, now))
        {
            return new Commit<CreditRequest>(request)
            {
                InboxMessageId = context.Id,
                Events = [RequestEvents.Forgotten.With(new RequestDue(id))],
                Personal = PersonalVault.Erase(personal),
            };
        }

        // A second delivery would have every look repeated from then on. A look that is due finds its own date, and clocks differ a little.
        return !RequestRules.MayStillBeForgotten(request) || request.ForgetLookAt > now + (LookAgain / 2)
            ? CreditsErrors.NothingToDo
            : new Commit<CreditRequest>(request with { ForgetLookAt = now + LookAgain })
            {
                InboxMessageId = context.Id,
                Due = [RequestEvents.ForgetAgain(id, now + LookAgain)],
            };
    }
}
