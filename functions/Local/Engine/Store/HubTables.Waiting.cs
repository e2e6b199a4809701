using Google.Protobuf;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;

namespace Serverless.Local.Engine.Store;

internal readonly partial struct HubTables
{
    internal void Send(HubMessage message) =>
        Run(
            "INSERT INTO Inbox (instance, execution, visibleAt, event) VALUES ($i, $x, $v, $b)",
            ("$i", message.Instance),
            ("$x", message.Execution),
            ("$v", message.VisibleAt.Ticks),
            ("$b", message.Event.ToByteArray())
        );

    /// <summary>What the instance can be told now, in order.</summary>
    internal List<InboxRow> Inbox(string instance, DateTime now)
    {
        using var reader = Read(
            "SELECT seq, execution, event FROM Inbox WHERE instance = $i AND visibleAt <= $n ORDER BY visibleAt, seq",
            ("$i", instance),
            ("$n", now.Ticks)
        );
        var rows = new List<InboxRow>();
        while (reader.Read())
        {
            var execution = reader.IsDBNull(1) ? null : reader.GetString(1);
            rows.Add(new InboxRow(reader.GetInt64(0), execution, HistoryEvent.Parser.ParseFrom((byte[])reader[2])));
        }
        return rows;
    }

    internal void RemoveInbox(string instance) => Run("DELETE FROM Inbox WHERE instance = $i", ("$i", instance));

    internal void RemoveMessage(long seq) => Run("DELETE FROM Inbox WHERE seq = $s", ("$s", seq));

    /// <summary>Timers and results for an execution that is over.</summary>
    internal void RemoveInboxOf(string instance, string execution) =>
        Run("DELETE FROM Inbox WHERE instance = $i AND execution = $x", ("$i", instance), ("$x", execution));

    /// <summary>Instances with something to be told now and nobody at work on them, the longest waiting first.</summary>
    internal List<string> Ready(DateTime now, int most)
    {
        using var reader = Read(
            "SELECT b.instance FROM Inbox b LEFT JOIN Instances i ON i.instance = b.instance "
                + "WHERE b.visibleAt <= $n AND IFNULL(i.lockedUntil, 0) <= $n ORDER BY b.visibleAt, b.seq LIMIT $m",
            ("$n", now.Ticks),
            ("$m", most)
        );
        var instances = new List<string>();
        while (reader.Read())
        {
            instances.Add(reader.GetString(0));
        }
        return instances;
    }

    internal void Add(ActivityTask task, DateTime visibleAt) =>
        Run(
            "INSERT INTO Activities (instance, execution, id, name, input, visibleAt, lockedBy, deliveries) VALUES ($i, $x, $t, $n, $d, $v, NULL, 0)",
            ("$i", task.Instance),
            ("$x", task.Execution),
            ("$t", task.Id),
            ("$n", task.Name),
            ("$d", task.Input),
            ("$v", visibleAt.Ticks)
        );

    internal List<ActivityRow> ReadyActivities(DateTime now, int most)
    {
        using var reader = Read(
            "SELECT seq, instance, execution, id, name, input, deliveries FROM Activities WHERE visibleAt <= $n ORDER BY visibleAt, seq LIMIT $m",
            ("$n", now.Ticks),
            ("$m", most)
        );
        var rows = new List<ActivityRow>();
        while (reader.Read())
        {
            var task = new ActivityTask(
                reader.GetString(1),
                reader.GetString(2),
                reader.GetInt32(3),
                reader.GetString(4),
                reader.IsDBNull(5) ? null : reader.GetString(5)
            );
            rows.Add(new ActivityRow(reader.GetInt64(0), task, reader.GetInt32(6)));
        }
        return rows;
    }

    internal void Lock(ActivityRow row, string owner, DateTime until) =>
        Run(
            "UPDATE Activities SET lockedBy = $o, visibleAt = $u, deliveries = deliveries + 1 WHERE seq = $s",
            ("$s", row.Seq),
            ("$o", owner),
            ("$u", until.Ticks)
        );

    /// <summary>False when another delivery of it has the lock by now, or has answered.</summary>
    internal bool Remove(ActivityRow row, string owner) =>
        Run("DELETE FROM Activities WHERE seq = $s AND lockedBy = $o", ("$s", row.Seq), ("$o", owner)) == 1;

    /// <summary>When the next thing can happen that cannot happen yet.</summary>
    internal DateTime? NextAfter(DateTime now)
    {
        using var reader = Read(
            "SELECT MIN(at) FROM (SELECT MIN(visibleAt) AS at FROM Inbox WHERE visibleAt > $n "
                + "UNION ALL SELECT MIN(visibleAt) FROM Activities WHERE visibleAt > $n "
                + "UNION ALL SELECT MIN(lockedUntil) FROM Instances WHERE lockedUntil > 0 AND lockedUntil > $n)",
            ("$n", now.Ticks)
        );
        return reader.Read() && !reader.IsDBNull(0) ? new DateTime(reader.GetInt64(0), DateTimeKind.Utc) : null;
    }

    /// <summary>Locks of a process that is gone.</summary>
    internal void ForgetLocks()
    {
        Run("UPDATE Instances SET lockedBy = NULL, lockedUntil = 0 WHERE lockedBy IS NOT NULL");
        Run("UPDATE Activities SET lockedBy = NULL, visibleAt = 0 WHERE lockedBy IS NOT NULL");
    }
}

/// <summary>A message that waits for an instance.</summary>
internal sealed record InboxRow(long Seq, string? Execution, HistoryEvent Event);

/// <param name="Deliveries">Before this one.</param>
internal sealed record ActivityRow(long Seq, ActivityTask Task, int Deliveries);
