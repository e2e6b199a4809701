namespace Serverless.Local.Staging;

/// <summary>Routes of HTTP functions: one catch-all per context under <c>v1/</c> (decision 5), and never the host's own paths.</summary>
internal static class RouteCheck
{
    private static readonly string[] HostPaths = ["admin", "runtime"];
    private static readonly string[] AuthLevels = ["anonymous", "function", "admin"];

    internal static IEnumerable<string> Violations(ScriptRoot root)
    {
        var routes = HttpRoute.Of(root);
        foreach (var route in routes)
        {
            foreach (var sentence in Of(route))
            {
                yield return $"{route.Function}/function.json: {sentence}";
            }
        }
        foreach (var same in routes.GroupBy(route => route.Prefix, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            yield return $"{same.Last().Function}/function.json: route {same.Key} is claimed by {string.Join(" and ", same.Select(r => r.Function))}";
        }
    }

    private static IEnumerable<string> Of(HttpRoute route)
    {
        if (HostPaths.Any(path => route.Route.StartsWith(path, StringComparison.OrdinalIgnoreCase)))
        {
            yield return "the route begins with admin or runtime, which the host keeps for itself";
        }
        if (!AuthLevels.Contains(route.AuthLevel, StringComparer.OrdinalIgnoreCase))
        {
            yield return "authLevel must be anonymous, function or admin";
        }
        if (!route.IsCatchAll || !route.Route.StartsWith("v1/", StringComparison.Ordinal) || route.Prefix.Split('/').Length != 2)
        {
            yield return "the route must be the catch-all of one context, v1/<context>/{*path}";
        }
    }
}
