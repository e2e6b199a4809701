using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serverless.UnitTests.Infra;

/// <summary>What a deployment of one environment would make, computed offline by <c>bicep snapshot</c>.</summary>
internal sealed partial class Plan
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Plan>>> Plans = new(StringComparer.Ordinal);

    private Plan(JsonArray resources) => Resources = [.. resources.Select(resource => resource!.AsObject())];

    internal IReadOnlyList<JsonObject> Resources { get; }

    internal static Task<Plan> OfAsync(string environment) =>
        Plans.GetOrAdd(environment, name => new Lazy<Task<Plan>>(() => ComputeAsync(name))).Value;

    internal IEnumerable<JsonObject> OfType(string type) => Resources.Where(resource => Text(resource, "type") == type);

    /// <summary>One line per resource; a role assignment by scope and role, because its own name is computed in Azure.</summary>
    internal IEnumerable<string> Lines =>
        Resources.Select(resource => $"{Text(resource, "type")} {Name(resource)}").Order(StringComparer.Ordinal);

    internal static string Text(JsonNode node, params string[] path) =>
        path.Aggregate<string, JsonNode?>(node, (at, name) => at?[name])?.ToString() ?? "";

    private static string Name(JsonObject resource)
    {
        var name = Text(resource, "name");
        var assigned = Assigned().Match(name);
        return assigned.Success ? $"{assigned.Groups["scope"].Value} {assigned.Groups["role"].Value}" : name;
    }

    private static async Task<Plan> ComputeAsync(string environment)
    {
        var folder = Bicep.CopyOfTemplates();
        try
        {
            var complaints = await Bicep.RunAsync(
                folder,
                "snapshot",
                $"environments/{environment}.bicepparam",
                "--mode",
                "overwrite",
                "--subscription-id",
                "00000000-0000-0000-0000-000000000001",
                "--location",
                "brazilsouth"
            );
            Assert.Empty(complaints);
            var json = await File.ReadAllTextAsync(Path.Combine(folder, "environments", $"{environment}.snapshot.json"));
            return new Plan(JsonNode.Parse(json)!["predictedResources"]!.AsArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"^\[guid\('/subscriptions/[^']*/providers/(?<scope>[^']+)'.*'(?<role>[0-9a-f-]{36})'\)\]$")]
    private static partial Regex Assigned();
}
