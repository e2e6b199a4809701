using Microsoft.Data.Sqlite;

namespace Serverless.Local.Engine.Store;

/// <summary>
/// The task hub's file: one connection, one transaction at a time, four tables. A process that dies in the middle leaves either the whole
/// of a transaction or nothing of it.
/// </summary>
internal sealed class HubDatabase : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS Instances (
            instance TEXT PRIMARY KEY, status INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL, parent TEXT,
            lockedBy TEXT, lockedUntil INTEGER NOT NULL, deliveries INTEGER NOT NULL, state BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS InstancesByStatus ON Instances (status, instance);
        CREATE INDEX IF NOT EXISTS InstancesByUpdate ON Instances (updated);
        CREATE INDEX IF NOT EXISTS InstancesByParent ON Instances (parent) WHERE parent IS NOT NULL;
        CREATE INDEX IF NOT EXISTS InstancesLocked ON Instances (lockedUntil) WHERE lockedUntil > 0;
        CREATE TABLE IF NOT EXISTS History (
            instance TEXT NOT NULL, seq INTEGER NOT NULL, event BLOB NOT NULL, PRIMARY KEY (instance, seq)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS Inbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, instance TEXT NOT NULL, execution TEXT, visibleAt INTEGER NOT NULL, event BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS InboxByTime ON Inbox (visibleAt, seq);
        CREATE INDEX IF NOT EXISTS InboxByInstance ON Inbox (instance, visibleAt);
        CREATE TABLE IF NOT EXISTS Activities (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, instance TEXT NOT NULL, execution TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL,
            input TEXT, visibleAt INTEGER NOT NULL, lockedBy TEXT, deliveries INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS ActivitiesByTime ON Activities (visibleAt, seq);
        """;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Lock _oneAtATime = new();

    private HubDatabase(SqliteConnection connection) => _connection = connection;

    /// <param name="file">Made when it is not there.</param>
    internal static HubDatabase Open(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return Open(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false });
    }

    /// <summary>For tests: gone when closed.</summary>
    internal static HubDatabase InMemory() => Open(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false });

    /// <summary>Runs the work in a transaction of its own; what it throws rolls everything back. It is on the disk when this returns.</summary>
    internal T Transact<T>(Func<HubTables, T> work)
    {
        lock (_oneAtATime)
        {
            return Whole(work);
        }
    }

    /// <summary>
    /// The same for what the next process forgets anyway, such as locks: whole or not at all, and safe from the death of this process, but
    /// only the next <see cref="Transact"/> flushes it, so that a power cut may undo it.
    /// </summary>
    internal T TransactLightly<T>(Func<HubTables, T> work)
    {
        lock (_oneAtATime)
        {
            Flush("NORMAL");
            try
            {
                return Whole(work);
            }
            finally
            {
                Flush("FULL");
            }
        }
    }

    /// <summary>A statement, parsed once; null stands for NULL.</summary>
    internal SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
        return command;
    }

    public void Dispose()
    {
        lock (_oneAtATime)
        {
            foreach (var command in _commands.Values)
            {
                command.Dispose();
            }
            _connection.Dispose();
        }
    }

    private static HubDatabase Open(SqliteConnectionStringBuilder where)
    {
        var connection = new SqliteConnection(where.ConnectionString);
        connection.Open();
        using var schema = connection.CreateCommand();
        schema.CommandText = Schema;
        schema.ExecuteNonQuery();
        return new(connection);
    }

    private T Whole<T>(Func<HubTables, T> work)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            var result = work(new HubTables(this));
            Run("COMMIT");
            return result;
        }
        catch
        {
            Run("ROLLBACK");
            throw;
        }
    }

    /// <summary>Parsed each time, because that is when this pragma takes effect.</summary>
    private void Flush(string how)
    {
        using var pragma = _connection.CreateCommand();
        pragma.CommandText = $"PRAGMA synchronous = {how}";
        pragma.ExecuteNonQuery();
    }

    private void Run(string sql) => Command(sql).ExecuteNonQuery();
}
