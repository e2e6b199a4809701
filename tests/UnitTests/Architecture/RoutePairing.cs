using System.Text.Json.Nodes;

namespace Serverless.UnitTests.Architecture;

/// <summary>Pairs what function.json files claim with what the app maps; both directions matter.</summary>
internal static class RoutePairing
{
    /// <param name="functions">Trigger binding by function name.</param>
    /// <param name="routes">Route patterns of public endpoints, without the leading slash.</param>
    /// <param name="handlers">Names of functions that have code.</param>
    internal static IEnumerable<string> Problems(
        IReadOnlyDictionary<string, JsonObject> functions,
        IReadOnlyCollection<string> routes,
        IReadOnlyCollection<string> handlers
    )
    {
        var http = functions
            .Where(function => IsHttp(function.Value))
            .ToDictionary(function => function.Key, Prefix, StringComparer.Ordinal);
        foreach (var route in routes)
        {
            var claims = http.Where(function => route.StartsWith(function.Value, StringComparison.Ordinal))
                .Select(function => function.Key)
                .ToList();
            if (claims.Count != 1)
            {
                yield return $"{route} is served by {claims.Count} HTTP functions: {string.Join(", ", claims)}";
            }
        }

        foreach (
            var (function, prefix) in http.Where(function =>
                !routes.Any(route => route.StartsWith(function.Value, StringComparison.Ordinal))
            )
        )
        {
            yield return $"{function} claims {prefix}, where no endpoint is";
        }

        var triggers = functions.Where(function => !IsHttp(function.Value)).Select(function => function.Key).ToList();
        foreach (var function in triggers.Except(handlers, StringComparer.Ordinal))
        {
            yield return $"{function} has a function.json and no endpoint";
        }

        foreach (var function in handlers.Except(triggers, StringComparer.Ordinal))
        {
            yield return $"{function} has an endpoint and no function.json";
        }

        foreach (var twice in handlers.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"{twice.Key} has {twice.Count()} endpoints";
        }
    }

    private static bool IsHttp(JsonObject binding) => binding["type"]?.ToString() == "httpTrigger";

    private static string Prefix(KeyValuePair<string, JsonObject> function) =>
        $"api/{function.Value["route"]}".Replace("{*path}", "", StringComparison.Ordinal);
}
