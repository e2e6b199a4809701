using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations;

/// <summary>An affiliation as one read or commit saw it.</summary>
/// <param name="Version">For <c>ETag</c>.</param>
/// <param name="Replayed">An earlier call of the same command did it.</param>
internal sealed record KnownAffiliation(Affiliation State, long Version, bool Replayed = false);

/// <summary>
/// Where affiliations are kept: one per member, in the partition <c>affiliation-{member}</c>, so that there is never a second open one
/// whatever runs at the same time (domain.md section 5.1).
/// </summary>
internal sealed class AffiliationStore(AggregateStore store, CommandRunner runner)
{
    internal static readonly AggregateKind<Affiliation> Kind = new(
        "Membership",
        "membership.affiliation",
        MembershipJson.Default.Affiliation
    );

    /// <summary>One point read; <see cref="AffiliationStatus.None"/> before the first round.</summary>
    internal async Task<KnownAffiliation> ReadAsync(string memberId, CancellationToken cancellation)
    {
        var snapshot = await store.ReadAsync(Kind, IdOf(memberId), cancellation);
        return new KnownAffiliation(snapshot.State ?? new Affiliation(memberId), snapshot.Sequence);
    }

    /// <summary>A member's command.</summary>
    internal async Task<Result<KnownAffiliation>> ChangeAsync(
        string memberId,
        CommandIdentity command,
        Func<Affiliation, Result<Commit<Affiliation>>> decide,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            IdOf(memberId),
            command,
            before =>
                decide(before.State ?? new Affiliation(memberId))
                    .Then<Commit<Affiliation>>(commit => commit with { Answer = new IdempotencyRecord(200, memberId) }),
            cancellation
        );
        return applied switch
        {
            { Error: { } refused } => refused,
            { Value: { State: { } state, Receipt: var receipt } } => new KnownAffiliation(state, receipt.Sequence),
            _ => await ReadAsync(memberId, cancellation) with { Replayed = true },
        };
    }

    /// <summary>A message's turn: null from <paramref name="decide"/> means that nothing is left to do.</summary>
    internal async Task<MessageOutcome> ApplyAsync(
        string memberId,
        MessageContext message,
        Func<Affiliation, Commit<Affiliation>?> decide,
        CancellationToken cancellation
    )
    {
        var command = new CommandIdentity($"message-{message.Id}", message.Id, "");
        var applied = await runner.RunAsync<Affiliation>(
            Kind,
            IdOf(memberId),
            command,
            before =>
                decide(before.State ?? new Affiliation(memberId)) is { } commit ? commit with { InboxMessageId = message.Id } : NothingToDo,
            cancellation
        );
        return applied.Error == NothingToDo ? MessageOutcome.Done
            : applied.Error == StorageErrors.PreconditionFailed ? MessageOutcome.Retry(StorageErrors.PreconditionFailed)
            : MessageOutcome.From(applied);
    }

    /// <summary>The message that ends the round when its term is over.</summary>
    internal static DueWork Expiry(Affiliation affiliation)
    {
        var at = affiliation.ExpiresAt!.Value;
        var message = AffiliationEvents.ExpiryDue.With(new AffiliationExpiryDue(affiliation.MemberId, affiliation.Round, at));
        return new DueWork(at, MembershipQueue.Name, message.Type, message.Version, message.Data);
    }

    internal static string IdOf(string memberId) => $"affiliation-{memberId}";

    private static readonly Error NothingToDo = Error.Conflict("membership.nothing-to-do");
}
