using System.Globalization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Payroll.Tasks;

/// <summary>Where tasks are kept and which are open, oldest first.</summary>
internal sealed class PayrollTaskStore(AggregateStore store, CommandRunner runner, SortedLists lists, DerivedIds ids)
{
    /// <summary>The role that owns every task of this context.</summary>
    internal const string Officer = "payroll-officer";

    internal const string OpenTasks = "payroll-tasks";

    internal static readonly AggregateKind<PayrollTask> Kind = new(PayrollModule.Table, "payroll.task", PayrollJson.Default.PayrollTask);

    internal static readonly EventKind<PayrollTaskMoved> Opened = new("payroll.task-opened", PayrollJson.Default.PayrollTaskMoved);

    internal static readonly EventKind<PayrollTaskMoved> Resolved = new("payroll.task-resolved", PayrollJson.Default.PayrollTaskMoved);

    internal async Task<PayrollTask?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, id, cancellation)).State;

    /// <summary>One task for one difference, however often it is found.</summary>
    internal async Task OpenAsync(PayrollDifference difference, CancellationToken cancellation)
    {
        var subject = string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.FileId ?? difference.Period}|{difference.Line}|{difference.RequestId}"
        );
        var id = ids.For("payroll", difference.Code, subject);
        if (await FindAsync(id, cancellation) is not null)
        {
            return;
        }

        var task = new PayrollTask(id, difference.Code, Officer, difference.At)
        {
            FileId = difference.FileId,
            Line = difference.Line,
            RequestId = difference.RequestId,
            MemberId = difference.MemberId,
            Period = difference.Period,
        };
        await lists.PutAsync(OpenTasks, new ListEntry(KeyOf(task), id), cancellation);
        var commit = new Commit<PayrollTask>(task) { Events = [Opened.With(new PayrollTaskMoved(id, task.Code, Officer))] };
        var applied = await runner.RunAsync(
            Kind,
            id,
            new CommandIdentity("open", "open", ""),
            before => before.State is null ? commit : PayrollErrors.TaskResolved,
            cancellation
        );
        if (applied.Error is { } error && error != PayrollErrors.TaskResolved)
        {
            throw new InvalidOperationException($"Task {id} could not be opened: {error.Code}");
        }
    }

    /// <summary>Ends a task; ended already is <c>payroll.task-resolved</c> unless this very command did it.</summary>
    internal async Task<Result<PayrollTask>> ResolveAsync(
        PayrollTask task,
        PayrollResolution resolution,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            task.Id,
            command,
            before =>
                before.State is { Resolution: null } open
                    ? new Commit<PayrollTask>(open with { Resolution = resolution })
                    {
                        Events = [Resolved.With(new PayrollTaskMoved(open.Id, open.Code, resolution.Officer))],
                        Answer = new IdempotencyRecord(200, open.Id),
                    }
                    : PayrollErrors.TaskResolved,
            cancellation
        );
        if (applied.Error is { } refused)
        {
            return refused;
        }

        await lists.RemoveAsync(OpenTasks, KeyOf(task), cancellation);
        return (await FindAsync(task.Id, cancellation))!;
    }

    /// <summary>A page of open tasks; entries of tasks that never came to be or have ended are passed over, the latter removed.</summary>
    internal async Task<(IReadOnlyList<PayrollTask> Tasks, string? Next)> OpenPageAsync(
        string? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var entries = await lists.ReadAsync(OpenTasks, after, limit, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)));
        foreach (var ended in found.OfType<PayrollTask>().Where(task => task.Resolution is not null))
        {
            await lists.RemoveAsync(OpenTasks, KeyOf(ended), cancellation);
        }

        return ([.. found.OfType<PayrollTask>().Where(task => task.Resolution is null)], entries.Count == limit ? entries[^1].Key : null);
    }

    private static string KeyOf(PayrollTask task) => string.Create(CultureInfo.InvariantCulture, $"{task.OpenedAt.UtcTicks:D19}|{task.Id}");
}

/// <summary>A task began or ended.</summary>
/// <param name="By">The owning role, or the officer who ended it.</param>
internal sealed record PayrollTaskMoved(string TaskId, string Code, string By);
