using System.Globalization;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.Platform.Tasks;

/// <summary>Whose desk it is.</summary>
/// <param name="Context">The bounded context, in lower case: names the list, the events and the routes.</param>
/// <param name="Table">Its table.</param>
/// <param name="Owner">The role that owns every task of it.</param>
public sealed record DeskName(string Context, string Table, string Owner);

/// <summary>The tasks of one context: which are open, oldest first, and how each ended.</summary>
public sealed class TaskDesk(DeskName name, AggregateStore store, CommandRunner runner, SortedLists lists, DerivedIds ids)
{
    /// <summary>There is no such task.</summary>
    public static readonly Error NotFound = Error.NotFound("platform.task-not-found");

    /// <summary>Somebody ended it before.</summary>
    public static readonly Error AlreadyResolved = Error.Conflict("platform.task-resolved");

    private readonly AggregateKind<DeskTask> _kind = new(name.Table, $"{name.Context}.task", DeskJson.Default.DeskTask);
    private readonly EventKind<DeskTaskMoved> _opened = new($"{name.Context}.task-opened", DeskJson.Default.DeskTaskMoved);
    private readonly EventKind<DeskTaskMoved> _resolved = new($"{name.Context}.task-resolved", DeskJson.Default.DeskTaskMoved);
    private readonly string _open = $"{name.Context}-tasks";

    public async Task<DeskTask?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(_kind, id, cancellation)).State;

    /// <summary>The id of the task about this subject, whether it was opened or not.</summary>
    public string IdOf(string code, string subject) => ids.For($"{name.Context}.task", code, subject);

    /// <summary>One task for one difference, however often it is found; answers its id.</summary>
    public async Task<string> OpenAsync(Difference difference, CancellationToken cancellation)
    {
        var id = IdOf(difference.Code, difference.Subject);
        if (await FindAsync(id, cancellation) is not null)
        {
            return id;
        }

        var task = new DeskTask(id, difference.Code, name.Owner, difference.At) { Facts = difference.Facts };
        await lists.PutAsync(_open, new ListEntry(KeyOf(task), id), cancellation);
        var commit = new Commit<DeskTask>(task) { Events = [_opened.With(new DeskTaskMoved(id, task.Code, name.Owner))] };
        var applied = await runner.RunAsync(
            _kind,
            id,
            new CommandIdentity("open", "open", ""),
            before => before.State is null ? commit : AlreadyResolved,
            cancellation
        );
        return applied.Error is { } error && error != AlreadyResolved
            ? throw new InvalidOperationException($"Task {id} could not be opened: {error.Code}")
            : id;
    }

    /// <summary>Ends a task; ended already is <see cref="AlreadyResolved"/> unless this very command did it.</summary>
    public async Task<Result<DeskTask>> ResolveAsync(
        string id,
        DeskResolution resolution,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(_kind, id, command, Decide, cancellation);
        if (applied.Error is { } refused)
        {
            return refused;
        }

        var ended = (await FindAsync(id, cancellation))!;
        await lists.RemoveAsync(_open, KeyOf(ended), cancellation);
        return ended;

        Result<Commit<DeskTask>> Decide(Snapshot<DeskTask> before) =>
            before.State switch
            {
                null => NotFound,
                { Resolution: not null } => AlreadyResolved,
                { } open => new Commit<DeskTask>(open with { Resolution = resolution })
                {
                    Events = [_resolved.With(new DeskTaskMoved(open.Id, open.Code, resolution.Officer))],
                    Answer = new IdempotencyRecord(200, open.Id),
                },
            };
    }

    /// <summary>A page of open tasks; entries of tasks that never came to be or have ended are passed over, the latter removed.</summary>
    public async Task<(IReadOnlyList<DeskTask> Tasks, string? Next)> OpenPageAsync(string? after, int limit, CancellationToken cancellation)
    {
        var entries = await lists.ReadAsync(_open, after, limit, cancellation);
        var found = (await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)))).OfType<DeskTask>().ToList();
        foreach (var ended in found.Where(task => task.Resolution is not null))
        {
            await lists.RemoveAsync(_open, KeyOf(ended), cancellation);
        }

        return ([.. found.Where(task => task.Resolution is null)], entries.Count == limit ? entries[^1].Key : null);
    }

    private static string KeyOf(DeskTask task) => string.Create(CultureInfo.InvariantCulture, $"{task.OpenedAt.UtcTicks:D19}|{task.Id}");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DeskTask))]
[JsonSerializable(typeof(DeskTaskMoved))]
internal sealed partial class DeskJson : JsonSerializerContext;
