using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Register;

/// <summary>Where imports are kept, and how each of their steps is committed.</summary>
internal sealed class RegisterImportStore(AggregateStore store, CommandRunner runner, TimeProvider time)
{
    internal static readonly AggregateKind<RegisterImport> Kind = new(
        "Membership",
        "membership.register-import",
        MembershipJson.Default.RegisterImport
    );

    /// <summary>The queue that continues jobs.</summary>
    internal const string Queue = "bulk";

    /// <summary>Longer than any turn with all its repetitions; then nobody is at work any more.</summary>
    private static readonly TimeSpan WatchAfter = TimeSpan.FromMinutes(20);

    internal async Task<RegisterImport?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, id, cancellation)).State;

    internal async Task<Result<RegisterImport>> OpenAsync(RegisterImport opened, CommandIdentity command, CancellationToken cancellation)
    {
        var happened = new RegisterImportOpened(opened.Id, opened.Officer, opened.Length, opened.Sha256);
        var commit = new Commit<RegisterImport>(opened)
        {
            Events = [RegisterImportEvents.Opened.With(happened)],
            Answer = new IdempotencyRecord(201, opened.Id),
            Due = [Due(RegisterImportEvents.RemovalDue, opened.Id, opened.OpenedAt + RegisterImportRules.KeptFor)],
        };
        var applied = await runner.RunAsync(
            Kind,
            opened.Id,
            command,
            before => before.State is null ? commit : RegisterErrors.Closed,
            cancellation
        );
        return applied.Error is { } refused ? refused : (await FindAsync(opened.Id, cancellation))!;
    }

    /// <summary>Commits one step of the job, and a watch beside it while there is more to do; somebody else's step in between is <c>platform.precondition-failed</c>.</summary>
    internal async Task<Result<RegisterImport>> StepAsync(
        Snapshot<RegisterImport> before,
        RegisterImport after,
        EventKind<RegisterImportMoved> happened,
        CancellationToken cancellation
    )
    {
        var isAtWork = after.Status is RegisterImportStatus.Received or RegisterImportStatus.Running;
        var step = $"{happened.Type}-{after.Slices}";
        var commit = new Commit<RegisterImport>(after)
        {
            Events = [happened.With(new RegisterImportMoved(after.Id, after.Counts.Total))],
            Due = isAtWork ? [Due(RegisterImportEvents.WatchDue, after.Id, time.GetUtcNow() + WatchAfter, after.Counts.Total)] : [],
        };
        var receipt = await store.CommitAsync(Kind, before, new CommandIdentity(step, step, ""), commit, cancellation);
        return receipt.Error is { } error ? error : after;
    }

    internal Task<Snapshot<RegisterImport>> ReadAsync(string id, CancellationToken cancellation) => store.ReadAsync(Kind, id, cancellation);

    private static DueWork Due(EventKind<RegisterImportMoved> what, string id, DateTimeOffset at, int lines = 0)
    {
        var message = what.With(new RegisterImportMoved(id, lines));
        return new DueWork(at, Queue, message.Type, message.Version, message.Data);
    }
}
