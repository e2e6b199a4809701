using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Serverless.Durable.Protocol;
using Serverless.Local.Engine.Rules;

namespace Serverless.Local.Engine.Store;

/// <summary>The four tables inside a transaction: instances and their history here, what waits for them beside it.</summary>
internal readonly partial struct HubTables(HubDatabase database)
{
    private const string Columns = "state, lockedBy, lockedUntil, deliveries";

    internal InstanceRow? Find(string instance)
    {
        using var reader = Read($"SELECT {Columns} FROM Instances WHERE instance = $i", ("$i", instance));
        return reader.Read() ? Row(reader) : null;
    }

    /// <summary>Adds the instance, or replaces it with all that belonged to it.</summary>
    internal void Put(OrchestrationState state)
    {
        Remove(state.InstanceId);
        Run(
            "INSERT INTO Instances (instance, status, created, updated, parent, lockedBy, lockedUntil, deliveries, state) "
                + "VALUES ($i, $s, $c, $u, $p, NULL, 0, 0, $b)",
            ("$i", state.InstanceId),
            ("$s", (int)state.OrchestrationStatus),
            ("$c", state.CreatedTimestamp.ToDateTime().Ticks),
            ("$u", state.LastUpdatedTimestamp.ToDateTime().Ticks),
            ("$p", state.ParentInstanceId),
            ("$b", state.ToByteArray())
        );
    }

    internal void Update(OrchestrationState state) =>
        Run(
            "UPDATE Instances SET status = $s, updated = $u, state = $b WHERE instance = $i",
            ("$i", state.InstanceId),
            ("$s", (int)state.OrchestrationStatus),
            ("$u", state.LastUpdatedTimestamp.ToDateTime().Ticks),
            ("$b", state.ToByteArray())
        );

    internal void Lock(string instance, string owner, DateTime until, int deliveries) =>
        Run(
            "UPDATE Instances SET lockedBy = $o, lockedUntil = $t, deliveries = $d WHERE instance = $i",
            ("$i", instance),
            ("$o", owner),
            ("$t", until.Ticks),
            ("$d", deliveries)
        );

    /// <summary>False when somebody else has the lock by now.</summary>
    internal bool Unlock(string instance, string owner, DateTime until, int deliveries) =>
        Run(
            "UPDATE Instances SET lockedBy = NULL, lockedUntil = $t, deliveries = $d WHERE instance = $i AND lockedBy = $o",
            ("$i", instance),
            ("$o", owner),
            ("$t", until.Ticks),
            ("$d", deliveries)
        ) == 1;

    /// <summary>The instance, its history, and whatever waits for it.</summary>
    internal void Remove(string instance)
    {
        Run("DELETE FROM Instances WHERE instance = $i", ("$i", instance));
        Run("DELETE FROM Activities WHERE instance = $i", ("$i", instance));
        RemoveHistory(instance);
        RemoveInbox(instance);
    }

    internal List<HistoryEvent> History(string instance)
    {
        using var reader = Read("SELECT event FROM History WHERE instance = $i ORDER BY seq", ("$i", instance));
        var history = new List<HistoryEvent>();
        while (reader.Read())
        {
            history.Add(HistoryEvent.Parser.ParseFrom((byte[])reader[0]));
        }
        return history;
    }

    internal void Append(string instance, int after, IEnumerable<HistoryEvent> events)
    {
        foreach (var e in events)
        {
            Run(
                "INSERT INTO History (instance, seq, event) VALUES ($i, $s, $b)",
                ("$i", instance),
                ("$s", after++),
                ("$b", e.ToByteArray())
            );
        }
    }

    internal void RemoveHistory(string instance) => Run("DELETE FROM History WHERE instance = $i", ("$i", instance));

    internal List<string> LiveChildren(string parent)
    {
        using var reader = Read("SELECT state FROM Instances WHERE parent = $p", ("$p", parent));
        var children = new List<string>();
        while (reader.Read())
        {
            var state = State(reader);
            if (!state.OrchestrationStatus.IsEnded())
            {
                children.Add(state.InstanceId);
            }
        }
        return children;
    }

    internal List<string> Children(string parent)
    {
        using var reader = Read("SELECT instance FROM Instances WHERE parent = $p", ("$p", parent));
        var children = new List<string>();
        while (reader.Read())
        {
            children.Add(reader.GetString(0));
        }
        return children;
    }

    private int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        database.Command(sql, values).ExecuteNonQuery();

    private SqliteDataReader Read(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        database.Command(sql, values).ExecuteReader();

    private static InstanceRow Row(SqliteDataReader reader) =>
        new(
            State(reader),
            reader.IsDBNull(1) ? null : reader.GetString(1),
            new DateTime(reader.GetInt64(2), DateTimeKind.Utc),
            reader.GetInt32(3)
        );

    private static OrchestrationState State(SqliteDataReader reader) => OrchestrationState.Parser.ParseFrom((byte[])reader[0]);
}

/// <param name="LockedBy">Who works on it; null is nobody.</param>
/// <param name="LockedUntil">No turn before; also the pause after one that was handed back.</param>
/// <param name="Deliveries">Turns handed out since the last outcome.</param>
internal sealed record InstanceRow(OrchestrationState State, string? LockedBy, DateTime LockedUntil, int Deliveries);
