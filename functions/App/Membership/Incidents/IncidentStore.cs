using System.Globalization;
using Serverless.Platform.Due;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Incidents;

/// <summary>Where incidents are kept: one partition each, and a list, newest first.</summary>
internal sealed class IncidentStore(AggregateStore store, CommandRunner runner, SortedLists lists)
{
    private const string List = "membership-incidents";
    private const string Prefix = "incident-";

    private static readonly AggregateKind<SecurityIncident> Kind = new(
        "Membership",
        "membership.security-incident",
        MembershipJson.Default.SecurityIncident
    );

    internal async Task<SecurityIncident?> FindAsync(string id, CancellationToken cancellation) =>
        Guid.TryParseExact(id, "D", out _) ? (await store.ReadAsync(Kind, Prefix + id, cancellation)).State : null;

    internal async Task<(IReadOnlyList<SecurityIncident> Incidents, string? Next)> PageAsync(
        string? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var entries = await lists.ReadAsync(List, after, limit, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)));
        return ([.. found.OfType<SecurityIncident>()], entries.Count == limit ? entries[^1].Key : null);
    }

    internal async Task<Result<SecurityIncident>> AddAsync(
        SecurityIncident incident,
        IncidentTerms terms,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var newestFirst = long.MaxValue - incident.DetectedAt.UtcTicks;
        var key = string.Create(CultureInfo.InvariantCulture, $"{newestFirst:D19}|{incident.Id}");
        await lists.PutAsync(List, new ListEntry(key, incident.Id), cancellation);
        var moved = new IncidentMoved(incident.Id, incident.RegisteredBy, null);
        var commit = new Commit<SecurityIncident>(incident)
        {
            Events = [IncidentEvents.Registered.With(moved)],
            Due = [Alarm(moved, incident.DetectedAt + terms.Warn), Alarm(moved, incident.NotifyBy)],
            Answer = new IdempotencyRecord(201, incident.Id),
        };
        return await RunAsync(incident.Id, command, before => before is null ? commit : IncidentRules.Invalid, cancellation);
    }

    internal Task<Result<SecurityIncident>> ChangeAsync(
        string id,
        CommandIdentity command,
        EventKind<IncidentMoved> what,
        IncidentMoved moved,
        Func<SecurityIncident, Result<SecurityIncident>> decide,
        CancellationToken cancellation
    ) =>
        RunAsync(
            id,
            command,
            before =>
                before is null
                    ? IncidentRules.NotFound
                    : decide(before)
                        .Then<Commit<SecurityIncident>>(after => new Commit<SecurityIncident>(after)
                        {
                            Events = [what.With(moved)],
                            Answer = new IdempotencyRecord(200, id),
                        }),
            cancellation
        );

    private async Task<Result<SecurityIncident>> RunAsync(
        string id,
        CommandIdentity command,
        Func<SecurityIncident?, Result<Commit<SecurityIncident>>> decide,
        CancellationToken cancellation
    )
    {
        if (!Guid.TryParseExact(id, "D", out _))
        {
            return IncidentRules.NotFound;
        }

        var applied = await runner.RunAsync(Kind, Prefix + id, command, before => decide(before.State), cancellation);
        return applied.Error is { } refused ? refused : applied.Value.State ?? (await FindAsync(id, cancellation))!;
    }

    private static DueWork Alarm(IncidentMoved moved, DateTimeOffset at)
    {
        var due = IncidentEvents.NoticeDue.With(moved);
        return new DueWork(at, MembershipQueue.Name, due.Type, due.Version, due.Data);
    }
}
