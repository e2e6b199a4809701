using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Platform.Storage;

/// <summary>
/// Pure steps that bring a stored document up to date, one per released version: the entry <c>n</c> turns version n into n + 1.
/// </summary>
public sealed class Upcasts(int current, IReadOnlyDictionary<int, Func<JsonObject, JsonObject>> steps)
{
    /// <summary>The version that is written today.</summary>
    public int Current { get; } = current;

    /// <summary>For a document whose first version is still the only one.</summary>
    public static Upcasts None { get; } = new(1, new Dictionary<int, Func<JsonObject, JsonObject>>());

    /// <summary>Whether there is a step out of every version on the way.</summary>
    internal bool LeadFrom(int version, int to) => Enumerable.Range(version, Math.Max(0, to - version)).All(steps.ContainsKey);

    /// <summary>Reads a document of any version ever written; a newer one than ours is a deployment fault and throws.</summary>
    internal T Read<T>(ReadOnlySpan<byte> utf8, int version, JsonTypeInfo<T> json)
    {
        if (version == Current)
        {
            return JsonSerializer.Deserialize(utf8, json) ?? throw new InvalidDataException($"{typeof(T).Name} is stored as null");
        }

        if (version > Current)
        {
            throw new InvalidDataException($"{typeof(T).Name} is stored in version {version}, this build reads up to {Current}");
        }

        var document = JsonNode.Parse(utf8) as JsonObject ?? throw new InvalidDataException($"{typeof(T).Name} is not an object");
        for (var step = version; step < Current; step++)
        {
            document = steps[step](document);
        }

        return document.Deserialize(json) ?? throw new InvalidDataException($"{typeof(T).Name} is stored as null");
    }
}
