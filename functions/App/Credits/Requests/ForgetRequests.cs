using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Requests;

/// <summary>
/// The member is erased (Law 29733): requests that ended without money lose the accounts that it would have gone to. Loans and what led to
/// them stay as proof, and so does a request that still runs. A second delivery finds nothing to do.
/// </summary>
internal sealed class ForgetRequests(RequestStore requests, AggregateStore store, CommandRunner runner, TimeProvider time)
{
    private const int PageSize = 100;

    internal async Task<MessageOutcome> HandleAsync(ErasureGranted granted, CancellationToken cancellation)
    {
        string? after = null;
        do
        {
            var entries = await requests.OfMemberAsync(granted.MemberId, after, PageSize, cancellation);
            foreach (var entry in entries)
            {
                var forgotten = await ForgetAsync(entry.Subject, granted.MemberId, cancellation);
                if (forgotten.Error is { } failed)
                {
                    return MessageOutcome.Retry(failed);
                }
            }

            after = entries.Count == PageSize ? entries[^1].Key : null;
        } while (after is not null);

        return MessageOutcome.Done;
    }

    /// <summary>Whether it may go is decided on what the request is at the moment of the commit.</summary>
    private async Task<Result<Done>> ForgetAsync(string id, string memberId, CancellationToken cancellation)
    {
        var (_, personal) = await store.ReadWithPersonalAsync(RequestStore.Kind, id, cancellation);
        if (personal.All(row => row.Sealed.IsEmpty))
        {
            return Done.Value;
        }

        var now = time.GetUtcNow();
        var forgotten = await runner.RunAsync(
            RequestStore.Kind,
            id,
            new CommandIdentity("forget", "forget", ""),
            before =>
                before.State is { } request && request.MemberId == memberId && RequestRules.MayBeForgotten(request, now)
                    ? new Commit<CreditRequest>(request)
                    {
                        Events = [RequestEvents.Forgotten.With(new RequestDue(id))],
                        Personal = PersonalVault.Erase(personal),
                    }
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        return forgotten.Error is { } failed && failed != CreditsErrors.NothingToDo ? failed : Done.Value;
    }
}
