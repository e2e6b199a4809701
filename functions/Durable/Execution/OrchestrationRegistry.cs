namespace Serverless.Durable.Execution;

/// <summary>An orchestration with its types closed over: from context to the JSON of its result.</summary>
internal delegate Task<string?> OrchestrationBody(ReplayContext context);

/// <summary>Orchestrations by name and version.</summary>
internal sealed class OrchestrationRegistry
{
    private readonly Dictionary<string, List<(string? Version, OrchestrationBody Body)>> _bodies = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _bodies.Keys;

    public void Add(string name, string? version, OrchestrationBody body)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.StartsWith('@'))
        {
            throw new ArgumentException($"'{name}': names that begin with @ belong to entities.", nameof(name));
        }

        if (!_bodies.TryGetValue(name, out var versions))
        {
            _bodies.Add(name, versions = []);
        }

        if (versions.Exists(known => string.Equals(known.Version, version, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"Orchestration '{name}' version '{version}' is registered twice.", nameof(name));
        }

        versions.Add((version, body));
    }

    /// <summary>The code of exactly this version, else the code that was registered for every version; null when there is neither.</summary>
    public OrchestrationBody? Find(string name, string? version)
    {
        if (!_bodies.TryGetValue(name, out var versions))
        {
            return null;
        }

        OrchestrationBody? any = null;
        foreach (var (known, body) in versions)
        {
            if (known is null)
            {
                any = body;
            }
            else if (string.Equals(known, version, StringComparison.OrdinalIgnoreCase))
            {
                return body;
            }
        }

        return any;
    }
}
