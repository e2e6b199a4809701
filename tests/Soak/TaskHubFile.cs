using Microsoft.Data.Sqlite;
using Serverless.Durable.Protocol;

namespace Serverless.Soak;

/// <summary>The laptop's task hub as it lies on disk, read beside the process that writes it.</summary>
internal sealed class TaskHubFile(string data)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private readonly string _connection = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(data, "taskhub", "hub.db"),
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = false,
    }.ToString();

    /// <summary>Until as many instances are there and none has anything to do now.</summary>
    internal async Task UntilQuietAsync(int instances, TimeSpan patience)
    {
        var end = DateTime.UtcNow + patience;
        while (Count("SELECT COUNT(*) FROM Instances") < instances || Waiting() > 0)
        {
            Assert.InRange(DateTime.UtcNow, DateTime.MinValue, end);
            await Task.Delay(BetweenLooks);
        }
    }

    /// <summary>Activities whose results are in the history.</summary>
    internal int CountActivities()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT event FROM History";
        using var reader = command.ExecuteReader();
        var found = 0;
        while (reader.Read())
        {
            found +=
                HistoryEvent.Parser.ParseFrom((byte[])reader[0]).EventTypeCase == HistoryEvent.EventTypeOneofCase.TaskCompleted ? 1 : 0;
        }

        return found;
    }

    private long Waiting() =>
        Count("SELECT COUNT(*) FROM Activities") + Count("SELECT COUNT(*) FROM Inbox WHERE visibleAt <= $now", DateTime.UtcNow.Ticks);

    private long Count(string sql, long now = 0)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$now", now);
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }
}
