using Serverless.App.Benefits.Messages;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claims;

/// <summary>A claim as one read or commit saw it.</summary>
/// <param name="Version">For <c>ETag</c>, and the business key of the orchestration's next step.</param>
/// <param name="Replayed">An earlier call of the same command did it.</param>
internal sealed record KnownClaim(BenefitClaim State, long Version, bool Replayed = false);

/// <summary>What a change of a claim is besides its new state.</summary>
/// <param name="Command">What makes it the same change when it comes again.</param>
internal sealed record ClaimChange(CommandIdentity Command, ClaimAct Act)
{
    /// <summary>The version that an officer decided on; another one is <c>platform.precondition-failed</c>.</summary>
    internal IfMatch? Seen { get; init; }

    /// <summary>Encrypted rows that change with it.</summary>
    internal IReadOnlyList<PersonalRow> Personal { get; init; } = [];

    /// <summary>Events besides the change itself.</summary>
    internal IReadOnlyList<NewEvent> Events { get; init; } = [];

    /// <summary>Of the message that is applied.</summary>
    internal string? InboxMessageId { get; init; }
}

/// <summary>Where claims are kept: each in the partition of its id, with its events, its people encrypted, and its next messages.</summary>
internal sealed class ClaimStore(AggregateStore store, CommandRunner runner, PersonalVault vault, TimeProvider time)
{
    internal const string Table = "Benefits";

    internal static readonly AggregateKind<BenefitClaim> Kind = new(Table, "benefits.claim", BenefitsJson.Default.BenefitClaim);

    /// <summary>One point read; null when there is no such claim.</summary>
    internal async Task<KnownClaim?> FindAsync(string id, CancellationToken cancellation)
    {
        // Partitions of other aggregates have other names: a path must not reach them.
        if (!Guid.TryParseExact(id, "D", out _))
        {
            return null;
        }

        var snapshot = await store.ReadAsync(Kind, id, cancellation);
        return snapshot.State is { } state ? new KnownClaim(state, snapshot.Sequence) : null;
    }

    /// <summary>The claim if it is this member's: somebody else's is not there.</summary>
    internal async Task<KnownClaim?> FindOwnAsync(string id, string memberId, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } claim && claim.State.MemberId == memberId && claim.State.Kind != BenefitKind.Death
            ? claim
            : null;

    /// <summary>The people of a claim, opened; null after erasure.</summary>
    internal async Task<ClaimPeople?> PeopleAsync(string id, CancellationToken cancellation)
    {
        var (_, rows) = await store.ReadWithPersonalAsync(Kind, id, cancellation);
        return vault.Open(id, rows) is { } key ? new ClaimPeople(key, rows) : null;
    }

    /// <summary>The sealed rows of a claim as they lie there, for their erasure.</summary>
    internal async Task<IReadOnlyList<PersonalRow>> PersonalAsync(string id, CancellationToken cancellation) =>
        (await store.ReadWithPersonalAsync(Kind, id, cancellation)).Personal;

    internal PersonalKey NewKey(string claimId) => vault.Create(claimId);

    /// <summary>Everything that was done, oldest first.</summary>
    internal Task<IReadOnlyList<StoredEvent>> HistoryAsync(string id, CancellationToken cancellation) =>
        store.ReadEventsAsync(Kind, id, 0, MostEvents, cancellation);

    /// <summary>Commits the first state of a claim; <c>benefits.claim-open</c> when the id has one already.</summary>
    internal Task<Result<KnownClaim>> RegisterAsync(BenefitClaim claim, ClaimChange change, CancellationToken cancellation)
    {
        var opened = BenefitEvents.ClaimOpened.With(new ClaimOpened(claim.Id, claim.MemberId, claim.Kind, claim.RegisteredAt));
        return RunAsync(
            claim.Id,
            change with
            {
                Events = [opened, .. change.Events],
            },
            before => before is null ? claim : BenefitErrors.ClaimOpen,
            cancellation
        );
    }

    /// <summary>Any later change.</summary>
    internal Task<Result<KnownClaim>> ChangeAsync(
        string id,
        ClaimChange change,
        Func<BenefitClaim, Result<BenefitClaim>> decide,
        CancellationToken cancellation
    ) => RunAsync(id, change, before => before is null ? BenefitErrors.ClaimNotFound : decide(before), cancellation);

    /// <summary>
    /// The member was erased while the claim runs: looks at it again after the pause. A look that is promised already stands; one that is due finds
    /// its own date, and clocks differ a little, so half the pause tells the two apart.
    /// </summary>
    internal async Task<Result<Done>> LookAgainAsync(string id, TimeSpan pause, MessageContext message, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var at = now + pause;
        var promised = await runner.RunAsync(
            Kind,
            id,
            new CommandIdentity($"message-{message.Id}", message.Id, ""),
            before =>
                before.State is { } claim && !(claim.ForgetLookAt > now + (pause / 2))
                    ? new Commit<BenefitClaim>(claim with { ForgetLookAt = at })
                    {
                        InboxMessageId = message.Id,
                        Due = [ClaimEvents.ForgetAgain(id, at)],
                    }
                    : ClaimMoveRules.StepNotAllowed,
            cancellation
        );
        return promised.Error is { } failed && failed != ClaimMoveRules.StepNotAllowed ? failed : Done.Value;
    }

    private async Task<Result<KnownClaim>> RunAsync(
        string id,
        ClaimChange change,
        Func<BenefitClaim?, Result<BenefitClaim>> decide,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var applied = await runner.RunAsync(Kind, id, change.Command, Decide, cancellation);
        if (applied.Error is { } refused)
        {
            return refused;
        }

        return applied.Value.State is { } state
            ? new KnownClaim(state, applied.Value.Receipt.Sequence)
            : (await FindAsync(id, cancellation))! with
            {
                Replayed = true,
            };

        Result<Commit<BenefitClaim>> Decide(Snapshot<BenefitClaim> before) =>
            change.Seen is { } seen && seen.Version != before.Sequence
                ? StorageErrors.PreconditionFailed
                : decide(before.State).Then<Commit<BenefitClaim>>(after => ClaimCommit.Of(before.State, after, change, now));
    }

    /// <summary>A claim that was changed more often than this shows its first years; officers have the export.</summary>
    private const int MostEvents = 1_000;
}
