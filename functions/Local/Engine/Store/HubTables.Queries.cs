using Serverless.Durable.Protocol;

namespace Serverless.Local.Engine.Store;

internal readonly partial struct HubTables
{
    /// <summary>Instances in the order of their ids, from behind <paramref name="after"/>; null means any.</summary>
    internal List<OrchestrationState> List(InstanceFilter filter, string? after, int most)
    {
        using var reader = Read(
            "SELECT state FROM Instances WHERE instance > $a AND substr(instance, 1, length($p)) = $p "
                + "AND created >= $f AND created <= $t AND ($s IS NULL OR instr($s, ',' || status || ',') > 0) ORDER BY instance LIMIT $m",
            ("$a", after ?? ""),
            ("$p", filter.Prefix ?? ""),
            ("$f", filter.From?.Ticks ?? 0),
            ("$t", filter.To?.Ticks ?? long.MaxValue),
            ("$s", filter.Statuses.Count == 0 ? null : $",{string.Join(',', filter.Statuses.Select(status => (int)status))},"),
            ("$m", most)
        );
        var states = new List<OrchestrationState>();
        while (reader.Read())
        {
            states.Add(State(reader));
        }
        return states;
    }

    /// <summary>The instances that changed last.</summary>
    internal List<OrchestrationState> Latest(int most)
    {
        using var reader = Read("SELECT state FROM Instances ORDER BY updated DESC LIMIT $m", ("$m", most));
        var states = new List<OrchestrationState>();
        while (reader.Read())
        {
            states.Add(State(reader));
        }
        return states;
    }

    /// <summary>How many instances are in each status.</summary>
    internal Dictionary<OrchestrationStatus, int> Counts()
    {
        using var reader = Read("SELECT status, COUNT(*) FROM Instances GROUP BY status");
        var counts = new Dictionary<OrchestrationStatus, int>();
        while (reader.Read())
        {
            counts[(OrchestrationStatus)reader.GetInt32(0)] = reader.GetInt32(1);
        }
        return counts;
    }
}

/// <summary>Which instances; null and empty mean any.</summary>
internal sealed record InstanceFilter
{
    internal IReadOnlyList<OrchestrationStatus> Statuses { get; init; } = [];

    internal DateTime? From { get; init; }

    internal DateTime? To { get; init; }

    internal string? Prefix { get; init; }
}
